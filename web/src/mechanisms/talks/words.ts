// What several screens of the room share: choices, columns of items, an instant from the district's wall clock, queries.
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { get } from '../../shared/api/client';
import type { Column, StateWords } from '../../shared/list/columns';
import { named, t } from '../../shared/texts/texts';
import { civilDate, clockTime } from '../../shared/time/time';
import type { ItemRow } from './types';

export const kinds = ['problem', 'suggestion', 'question', 'praise'];
export const kindChoices = () => kinds.map((value) => ({ value, label: t(`talks.kind.${value}`) }));
export const states = ['open', 'done', 'heard'];
export const ways = ['telephone', 'visit', 'message'];

const looks: Record<string, string> = { open: 'info', done: 'ok', heard: 'ok' };
export const itemState = (row: ItemRow): StateWords =>
  row.late
    ? { state: 'late', words: t('talks.item.late') }
    : {
        state: looks[row.state] ?? 'info',
        words: row.opened_kind && row.state === 'open' ? t(`talks.became.${row.opened_kind}`) : t(`talks.state.${row.state}`),
      };

export const itemColumns = (where = true): Column<ItemRow>[] => [
  {
    key: 'words',
    label: t('talks.item.words'),
    wide: true,
    to: (row) => `/talk-items/${row.id}`,
    note: (row) => [t(`talks.kind.${row.kind}`), named(row, 'category')].filter(Boolean).join(' · '),
  },
  ...(where
    ? [{ key: 'community_name', label: t('talks.visit.community'), note: (row: ItemRow) => row.team_name } as Column<ItemRow>]
    : []),
  { key: 'said_on', label: t('talks.item.said_on'), kind: 'date', sort: 'said_on' },
  { key: 'promise', label: t('talks.item.promise'), note: (row) => row.owner_name },
  { key: 'due_on', label: t('talks.item.due'), kind: 'date', sort: 'due_on' },
  { key: 'state', label: t('talks.item.state'), kind: 'state', state: itemState, sheet: (row) => t(`talks.state.${row.state}`) },
];

// The district's wall clock as an instant; the zone's offset is read back from the screen's own clock.
export function instantOf(date: string, time: string): string {
  const as_utc = Date.parse(`${date}T${time}:00Z`);
  const shown = new Date(as_utc);
  const offset_ms = Date.parse(`${civilDate(shown)}T${clockTime(shown)}:00Z`) - as_utc;
  return new Date(as_utc - offset_ms).toISOString();
}

export const useChoices = () => useQuery({ queryKey: ['talk_choices'], queryFn: () => get('/api/v1/talk_choices') });
export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['talk_items', 'talk_visits', 'talk_teams', 'talk_coverage', 'talk_figures', 'talk_choices', 'dues'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}
