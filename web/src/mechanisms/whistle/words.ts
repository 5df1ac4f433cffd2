// Words, states and columns that several screens of the room share.
import type { Point } from '../../shared/geo/distance';
import type { Column, StateWords } from '../../shared/list/columns';
import { language, named, t, tAny } from '../../shared/texts/texts';
import type { HistoryItem, LineRow, WhistleRow } from './types';

// Things that carry their names as zh and en.
export const spoken = (thing: { zh: string; en: string } | null | undefined) =>
  thing ? (language.value === 'zh' ? thing.zh : thing.en) : '';
export const numberOf = (row: { number?: string | null }) => (row.number ? t('whistle.row.number', { number: row.number }) : '');

const looks: Record<string, string> = {
  draft: 'info',
  to_approve: 'info',
  blown: 'info',
  to_close: 'info',
  closed: 'ok',
  accepted: 'ok',
  rated: 'ok',
};
export const stageState = (row: { stage: string; stage_zh: string; stage_en: string }): StateWords => ({
  state: looks[row.stage] ?? (['called', 'signed', 'contacted', 'on_site', 'fed_back'].includes(row.stage) ? 'info' : 'hold'),
  words: named(row, 'stage'),
});

export const whistleColumns = (): Column<WhistleRow>[] => [
  {
    key: 'title',
    label: t('whistle.row.title'),
    wide: true,
    to: (row) => `/whistles/${row.id}`,
    note: (row) => [numberOf(row), row.area_name, row.place].filter(Boolean).join(' · '),
  },
  { key: 'kind', label: t('whistle.row.kind'), value: (row) => named(row, 'kind'), note: (row) => row.unit_name },
  {
    key: 'stage',
    label: t('whistle.row.stage'),
    kind: 'state',
    state: stageState,
    note: (row) => (row.approval === 'open' || row.approval === 'refused' ? t(`whistle.approval.${row.approval}`) : ''),
    sheet: (row) => named(row, 'stage'),
  },
  {
    key: 'called',
    label: t('whistle.row.called'),
    value: (row) => row.called.join(language.value === 'zh' ? '、' : ', '),
    note: (row) => (Number(row.lines) ? t('whistle.row.open_of', { n: row.lines_open, all: row.lines }) : ''),
  },
  {
    key: 'due_at',
    label: t('whistle.row.due'),
    kind: 'state',
    state: (row) => ({ state: row.due_state, dueAt: row.due_at }),
    note: (row) =>
      [
        Number(row.lines_late) ? t('whistle.row.late_lines', { n: row.lines_late }) : '',
        Number(row.disputes_open) ? t('whistle.row.disputes', { n: row.disputes_open }) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    sheet: (row) => row.due_at,
  },
  { key: 'blown_at', label: t('whistle.row.blown'), kind: 'time', sort: 'blown_at' },
];

export const lineColumns = (): Column<LineRow>[] => [
  {
    key: 'title',
    label: t('whistle.row.title'),
    wide: true,
    to: (row) => `/whistle-lines/${row.id}`,
    note: (row) => [numberOf(row), named(row, 'kind'), row.subdistrict_name, row.place].filter(Boolean).join(' · '),
  },
  {
    key: 'unit_name',
    label: t('whistle.line.unit'),
    note: (row) => [named(row, 'item'), row.lead ? t('whistle.line.lead') : ''].filter(Boolean).join(' · '),
  },
  {
    key: 'stage',
    label: t('whistle.row.stage'),
    kind: 'state',
    state: stageState,
    note: (row) =>
      [
        row.dispute && row.dispute !== 'none' ? t(`whistle.dispute.${row.dispute}`) : '',
        row.extension === 'asked' ? t('whistle.extension.asked') : '',
        row.objection && row.objection !== 'none' ? t(`whistle.objection.${row.objection}`) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    sheet: (row) => named(row, 'stage'),
  },
  {
    key: 'due_at',
    label: t('whistle.row.due'),
    kind: 'state',
    state: (row) => ({ state: row.due_state, dueAt: row.due_at }),
    note: (row) =>
      [row.due_state === 'none' ? '' : named(row, 'clock'), row.late ? t('whistle.line.was_late') : ''].filter(Boolean).join(' · '),
    sort: 'due_at',
    sheet: (row) => row.due_at,
  },
  { key: 'called_at', label: t('whistle.line.called'), kind: 'time', sort: 'called_at' },
  { key: 'points', label: t('whistle.line.points'), kind: 'n' },
];

// "whistle.line_signed" is told by the server's sentence "whistle.timeline.line_signed".
export const eventWords = (item: HistoryItem) =>
  tAny([item.kind.replace(/^whistle\./, 'whistle.timeline.'), 'whistle.history.other'], {
    who: item.who,
    unit: item.called_unit_name,
    called: item.called_unit_name,
  });

// The point that a record lies at, when it has one.
type Placed = { lon?: number | string | null; lat?: number | string | null };
export function pointOf(thing: Placed | null | undefined): Point | null {
  const { lon, lat } = thing ?? {};
  return lon === null || lon === undefined || lat === null || lat === undefined ? null : { lon: Number(lon), lat: Number(lat) };
}
