// Points as people read them, and states with their looks.
import { useQueryClient } from '@tanstack/vue-query';
import type { StateWords } from '../../shared/list/columns';
import { t } from '../../shared/texts/texts';

const hundred = 100;
export const points = (x100: number | string | null | undefined) =>
  x100 === null || x100 === undefined ? t('marks.words.no_data') : String(Math.round(Number(x100)) / hundred);
const looks: Record<string, string> = {
  made: 'hold',
  shown: 'info',
  published: 'ok',
  cancelled: 'none',
  open: 'soon',
  proposed: 'soon',
  upheld: 'ok',
  approved: 'ok',
  dismissed: 'none',
  refused: 'none',
};
export const stateOf = (word: string): StateWords => ({ state: looks[word] ?? 'none', words: t(`marks.state.${word}`) });
// A whole: how many of how many; of a mean the mean.
export function counted(item: { formula: string; part: number | string; whole: number | string }): string {
  if (item.formula === 'deduction') return t('marks.words.times', { n: item.part });
  if (item.formula === 'mean')
    return Number(item.whole)
      ? t('marks.words.mean', { n: Math.round((Number(item.part) / Number(item.whole)) * 10) / 10, all: item.whole })
      : '—';
  return `${item.part}/${item.whole}`;
}
export function useRefresh() {
  const queries = useQueryClient();
  return async () => {
    for (const key of ['mark_rounds', 'mark_sheets', 'dues']) await queries.invalidateQueries({ queryKey: [key] });
  };
}
