// What waits for me: the figures and the list behind each of them.
import { useQuery } from '@tanstack/vue-query';
import { get } from '../../shared/api/client';
import type { DueSummary } from '../../shared/api/types';
import { can } from '../../shared/session/session';

export const figures = [
  'to_accept',
  'to_dispatch',
  'to_handle',
  'to_inspect',
  'waiting_for_me',
  'returned',
  'soon',
  'late',
  'handed_down',
] as const;
export type Figure = (typeof figures)[number];

// Whose posts see a figure even when it is empty; those named nowhere are shown to everybody.
const needs: Partial<Record<Figure, string[]>> = {
  to_accept: ['matter.confirm', 'matter.register'],
  to_dispatch: ['matter.dispatch'],
  to_handle: ['matter.sign'],
  to_inspect: ['matter.inspect', 'matter.strike_off'],
  waiting_for_me: [],
  returned: [],
};
const figures_max = 6;

// Six figures: those of my posts; when there are too many, empty ones give way. Work that is there is never hidden.
export function shownFigures(summary: DueSummary, may: (action: string) => boolean = can): Figure[] {
  const mine = figures.filter((figure) => Number(summary[figure]) > 0 || !needs[figure] || needs[figure]!.some(may));
  for (const spare of ['to_handle', 'handed_down', 'to_accept', 'to_dispatch', 'to_inspect'] as Figure[]) {
    if (mine.length <= figures_max) break;
    if (Number(summary[spare]) === 0 && mine.includes(spare)) mine.splice(mine.indexOf(spare), 1);
  }
  return mine;
}
// On a telephone an empty figure only takes room.
export function fieldFigures(summary: DueSummary): Figure[] {
  return figures.filter((figure) => Number(summary[figure]) > 0);
}
export function useSummary() {
  return useQuery({ queryKey: ['dues', 'summary'], queryFn: () => get('/api/v1/dues/summary') });
}
export function useOpenDues(): () => number {
  const { data } = useSummary();
  return () => Number(data.value?.total ?? 0);
}
export function toApi(figure: string): Record<string, string> {
  if (!figure) return {};
  return figure === 'soon' || figure === 'late' ? { 'filter.due_state': figure } : { 'filter.bucket': figure };
}
