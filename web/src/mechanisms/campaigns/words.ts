// Columns and words that several screens of the room share.
import { useQueryClient } from '@tanstack/vue-query';
import type { Column, Filter, StateWords } from '../../shared/list/columns';
import { named, t } from '../../shared/texts/texts';
import { short } from '../../shared/time/time';
import type { FindingRow, LineRow } from './types';

const looks: Record<string, string> = {
  sent: 'info',
  open: 'soon',
  fixed: 'info',
  handed_on: 'hold',
  struck_off: 'ok',
  closed: 'ok',
  done: 'ok',
  unfinished: 'late',
};
export const stageState = (row: { stage: string; stage_zh: string; stage_en: string }): StateWords => ({
  state: looks[row.stage] ?? 'none',
  words: named(row, 'stage'),
});
export const lineState = (row: LineRow): StateWords => ({
  state: row.state === 'open' ? 'info' : (looks[row.state] ?? 'none'),
  words: t(`campaigns.line_state.${row.state}`),
});
export const shareOf = (part: number | string, whole: number | string) =>
  Number(whole) ? `${Math.round((Number(part) / Number(whole)) * 100)} %` : '—';

export function useRefresh() {
  const queries = useQueryClient();
  return async () => {
    for (const key of ['campaigns', 'campaign_lines', 'campaign_findings', 'dues']) await queries.invalidateQueries({ queryKey: [key] });
  };
}

export const lineColumns = (where: 'campaign' | 'all'): Column<LineRow>[] => [
  ...(where === 'all'
    ? [
        {
          key: 'title',
          label: t('campaigns.list.title'),
          wide: true,
          to: (row: LineRow) => `/campaign-lines/${row.id}`,
          note: (row: LineRow) => row.owner_name,
        },
      ]
    : []),
  {
    key: 'area_name',
    label: t('campaigns.line.area'),
    wide: where === 'campaign',
    to: where === 'campaign' ? (row: LineRow) => `/campaign-lines/${row.id}` : undefined,
    note: (row) => `${row.subdistrict_name} · ${row.community_name}`,
  },
  {
    key: 'state',
    label: t('campaigns.list.stage'),
    kind: 'state',
    state: lineState,
    sheet: (row) => t(`campaigns.line_state.${row.state}`),
  },
  {
    key: 'sites_done',
    label: t('campaigns.line.sites'),
    kind: 'n',
    value: (row) => `${row.sites_done}/${row.sites}`,
    note: (row) => shareOf(row.sites_done, row.sites),
    sort: 'sites_done',
  },
  {
    key: 'due_at',
    label: t('campaigns.list.due'),
    kind: 'state',
    state: (row) => (row.due_state === 'none' ? { state: 'none', words: short(row.due_at) } : { state: row.due_state, dueAt: row.due_at }),
    sort: 'due_at',
    sheet: (row) => row.due_at,
  },
  { key: 'urges', label: t('campaigns.line.urges'), kind: 'n', value: (row) => Number(row.urges) || null },
];

export const findingColumns = (where: 'campaign' | 'all'): Column<FindingRow>[] => [
  {
    key: 'title',
    label: t('campaigns.finding.what'),
    wide: true,
    to: (row) => `/campaign-findings/${row.id}`,
    note: (row) =>
      [row.serious ? t('campaigns.finding.serious') : '', where === 'all' ? row.campaign_title : ''].filter(Boolean).join(' · '),
  },
  { key: 'site', label: t('campaigns.finding.site'), note: (row) => `${row.community_name} · ${row.area_name}` },
  { key: 'photos', label: t('campaigns.finding.before_after'), value: () => undefined, sheet: false },
  { key: 'stage', label: t('campaigns.list.stage'), kind: 'state', state: stageState, sheet: (row) => named(row, 'stage') },
  {
    key: 'due_at',
    label: t('campaigns.list.due'),
    kind: 'state',
    state: (row) => (row.due_at ? { state: row.due_state, dueAt: row.due_at } : { state: 'none', words: '' }),
    sort: 'due_at',
    sheet: (row) => row.due_at ?? '',
  },
  { key: 'found_at', label: t('campaigns.finding.found_at'), kind: 'time', sort: 'found_at' },
];
export const findingFilters = (): Filter[] => [
  {
    name: 'stage',
    label: t('campaigns.list.stage'),
    kind: 'choice',
    choices: ['open', 'fixed', 'handed_on', 'struck_off', 'dropped'].map((stage) => ({
      value: stage,
      label: t(`campaigns.finding_stage.${stage}`),
    })),
  },
  { name: 'area', label: t('campaigns.line.area'), kind: 'area' },
  { name: 'late', label: t('campaigns.list.late'), kind: 'mark' },
  { name: 'serious', label: t('campaigns.finding.serious'), kind: 'mark' },
  { name: 'q', label: t('campaigns.list.find'), more: true },
];
export const lineFilters = (): Filter[] => [
  {
    name: 'state',
    label: t('campaigns.list.stage'),
    kind: 'choice',
    choices: ['open', 'done', 'unfinished', 'called_off'].map((state) => ({ value: state, label: t(`campaigns.line_state.${state}`) })),
  },
  { name: 'area', label: t('campaigns.line.area'), kind: 'area' },
  { name: 'late', label: t('campaigns.list.late'), kind: 'mark' },
];
