// Hours as people say them; what several screens of the room share.
import { useQuery } from '@tanstack/vue-query';
import { get } from '../../shared/api/client';
import type { Column, StateWords } from '../../shared/list/columns';
import { language, named, t } from '../../shared/texts/texts';
import { short } from '../../shared/time/time';
import type { LineRow } from './types';

const minutes_an_hour = 60;
// 90 -> 1.5; a number, so that sheets and sorting have one.
export const inHours = (minutes: number | string | null | undefined) =>
  minutes === null || minutes === undefined ? null : Math.round((Number(minutes) / minutes_an_hour) * 10) / 10;
export const hourWords = (minutes: number | string | null | undefined) => t('assigned_tasks.words.hours', { n: inHours(minutes) ?? 0 });

const looks: Record<string, string> = {
  open: 'info',
  asked: 'info',
  sent: 'info',
  filled: 'ok',
  accepted: 'ok',
  closed: 'ok',
  returned: 'soon',
  unfilled: 'late',
};
export const stageState = (row: { stage: string; stage_zh: string; stage_en: string }): StateWords => ({
  state: looks[row.stage] ?? 'hold',
  words: named(row, 'stage'),
});

// Things that carry their names as zh and en.
export const spoken = (thing: { zh: string; en: string } | undefined) => (thing ? (language.value === 'zh' ? thing.zh : thing.en) : '');

const long_ms = 10 * 60_000;
export const useDictionary = () =>
  useQuery({ queryKey: ['assigned_dictionary'], queryFn: () => get('/api/v1/assigned_tasks/dictionary'), staleTime: long_ms });

// Lines look the same in a task's progress, a community's list and the district's.
export const lineColumns = (where: 'task' | 'all'): Column<LineRow>[] => {
  const unit: Column<LineRow> = {
    key: 'org_unit_name',
    label: t('assigned_tasks.line.unit'),
    wide: where === 'task',
    to: where === 'task' ? (row) => `/assigned_lines/${row.id}` : undefined,
    note: (row) => row.subdistrict_name,
  };
  const title: Column<LineRow> = {
    key: 'title',
    label: t('assigned_tasks.line.task'),
    wide: true,
    to: (row) => `/assigned_lines/${row.id}`,
    note: (row) => row.department_name,
  };
  return [
    ...(where === 'task' ? [unit] : [title, unit]),
    { key: 'stage', label: t('assigned_tasks.line.stage'), kind: 'state', state: stageState, sheet: (row) => named(row, 'stage') },
    {
      key: 'due_at',
      label: t('assigned_tasks.line.due'),
      kind: 'state',
      state: (row) =>
        row.due_state === 'none' ? { state: 'none', words: short(row.due_at) } : { state: row.due_state, dueAt: row.due_at },
      sort: 'due_at',
      sheet: (row) => row.due_at,
    },
    {
      key: 'filled_at',
      label: t('assigned_tasks.line.filled_at'),
      kind: 'time',
      note: (row) => (row.on_time === false ? t('assigned_tasks.line.was_late') : ''),
    },
    { key: 'minutes', label: t('assigned_tasks.line.hours'), kind: 'n', value: (row) => inHours(row.minutes), sort: 'minutes' },
    { key: 'spent_minutes', label: t('assigned_tasks.line.spent'), kind: 'n', value: (row) => inHours(row.spent_minutes) },
  ];
};
