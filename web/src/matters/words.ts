// Words of the spine that several of its screens use.
import { has, t } from '../shared/texts/texts';

export const stages = [
  'reported',
  'confirmed',
  'registered',
  'dispatched',
  'handling',
  'feedback',
  'inspected',
  'struck_off',
  'rejected',
  'on_hold',
] as const;

export function sourceWords(source: string): string {
  const key = `matters.source.${source}`;
  return has(key) ? t(key) : source;
}
