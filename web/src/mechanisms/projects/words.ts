// What several screens of the room share.
import { useQueryClient } from '@tanstack/vue-query';
import type { Column, Filter, StateWords } from '../../shared/list/columns';
import type { FormField } from '../../shared/form/fields';
import { t } from '../../shared/texts/texts';
import type { ProjectRow } from './types';

export const states = ['doing', 'to_accept', 'accepted', 'closed', 'dropped'];
const looks: Record<string, string> = { doing: 'info', to_accept: 'soon', accepted: 'ok', closed: 'ok', dropped: 'hold' };
export const projectState = (row: { state: string; late?: boolean }): StateWords =>
  row.late
    ? { state: 'late', words: t('projects.project.late') }
    : { state: looks[row.state] ?? 'info', words: t(`projects.state.${row.state}`) };

export const projectColumns = (programme = true): Column<ProjectRow>[] => [
  {
    key: 'title',
    label: t('projects.project.title'),
    wide: true,
    to: (row) => `/projects/${row.id}`,
    note: (row) => [programme ? row.programme_title : '', row.area_name, row.place].filter(Boolean).join(' · '),
    sheet: (row) => row.title,
  },
  { key: 'owner_name', label: t('projects.project.owner') },
  {
    key: 'milestones',
    label: t('projects.project.milestones'),
    kind: 'n',
    value: (row) => `${row.met}/${row.milestones}`,
    note: (row) => (row.next_due ? t('projects.project.next_due', { date: row.next_due }) : ''),
  },
  { key: 'due_on', label: t('projects.project.due'), kind: 'date', sort: 'due_on' },
  {
    key: 'state',
    label: t('projects.project.state'),
    kind: 'state',
    state: projectState,
    sheet: (row) => t(`projects.state.${row.state}`),
  },
  { key: 'gathered', label: t('projects.project.gathered'), kind: 'n', value: (row) => Number(row.gathered) || null },
];
export const projectFilters = (): Filter[] => [
  { name: 'q', label: t('projects.filter.find') },
  { name: 'late', label: t('projects.project.late'), kind: 'mark' },
  { name: 'milestone_late', label: t('projects.filter.milestone_late'), kind: 'mark' },
  {
    name: 'state',
    label: t('projects.project.state'),
    kind: 'choice',
    choices: states.map((value) => ({ value, label: t(`projects.state.${value}`) })),
  },
  { name: 'area', label: t('projects.project.area'), kind: 'area', more: true },
  { name: 'unit', label: t('projects.project.owner'), kind: 'unit', more: true },
  { name: 'from', label: t('projects.filter.from'), kind: 'date', more: true },
  { name: 'to', label: t('projects.filter.to'), kind: 'date', more: true },
];
export const milestoneFields = (): FormField[] => [
  { name: 'title', label: t('projects.milestone.title'), must: true, min: 2, max: 80 },
  { name: 'due_on', label: t('projects.milestone.due'), kind: 'date', must: true },
];
export function useRefresh() {
  const queries = useQueryClient();
  return () => Promise.all(['projects', 'programmes', 'dues'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
