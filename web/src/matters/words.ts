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
  'paused',
  'asking',
  'in_parts',
  'on_hold',
  'merged',
] as const;
export const ended: string[] = ['struck_off', 'rejected', 'merged'];

export function sourceWords(source: string): string {
  const key = `matters.source.${source}`;
  return has(key) ? t(key) : source;
}

// "4RHR Y84W": easier to say aloud and to copy.
export function spoken(number: string): string {
  return number.length === 8 ? `${number.slice(0, 4)} ${number.slice(4)}` : number;
}
