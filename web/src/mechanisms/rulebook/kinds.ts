// What is known beforehand of the bodies of some kinds: the kind of a column and where its choices come from. A kind that does not
// stand here is edited all the same: its columns are those that its records have.
import type { Block, Value } from './toml';

export type Source =
  | string[] // the words themselves
  | { own: string; key: string } // a key of the records of this body: clocks of a limits table
  | { code: string; table: string; key: string; label?: string }; // … of another rule in force
export interface Column {
  key: string;
  kind?: 'text' | 'number' | 'mark' | 'list' | 'date' | 'choice';
  choices?: Source[];
  wide?: boolean;
}
export type Tables = Record<string, Column[]>;

const post_kinds: Source = { code: 'people/post_kinds', table: 'post_kind', key: 'kind', label: 'name_zh' };
const categories: Source[] = [
  ['*'],
  { code: 'categories/matters', table: 'class', key: 'code', label: 'zh' },
  { code: 'categories/matters', table: 'category', key: 'code', label: 'zh' },
];
const grades: Source = ['*', '1', '2', '3'];
const units: Source = ['clock_hours', 'office_hours', 'working_days', 'natural_days'];
const tags: Source = ['A', 'S', 'K', 'P'];
const names: Column[] = [
  { key: 'zh', wide: true },
  { key: 'en', wide: true },
];

export const kinds: Record<string, Tables> = {
  limits: {
    clock: [{ key: 'code' }, ...names],
    limit: [
      { key: 'clock', kind: 'choice', choices: [{ own: 'clock', key: 'code' }] },
      { key: 'category', kind: 'choice', choices: categories },
      { key: 'grade', kind: 'choice', choices: [grades] },
      { key: 'amount', kind: 'number' },
      { key: 'unit', kind: 'choice', choices: [units] },
      { key: 'tag', kind: 'choice', choices: [tags] },
      { key: 'note', wide: true },
    ],
  },
  categories: {
    class: [{ key: 'code' }, { key: 'family', kind: 'choice', choices: [['event', 'part', 'social']] }, ...names],
    category: [{ key: 'code' }, ...names, { key: 'public', kind: 'mark' }],
  },
  calendar: {
    day: [
      { key: 'date', kind: 'date' },
      { key: 'working', kind: 'mark' },
      { key: 'name', wide: true },
    ],
  },
  office_hours: {
    season: [{ key: 'name_zh', wide: true }, { key: 'name_en', wide: true }, { key: 'from' }, { key: 'to' }],
    'season.span': [{ key: 'from' }, { key: 'to' }],
  },
  routing: {
    route: [
      { key: 'category', kind: 'choice', choices: categories },
      { key: 'grade', kind: 'choice', choices: [grades] },
      { key: 'area_kind', kind: 'choice', choices: [['*', 'community', 'village']] },
      { key: 'unit' },
      { key: 'post_kind', kind: 'choice', choices: [post_kinds] },
      ...names,
    ],
  },
  rights: {
    grant: [
      { key: 'post_kind', kind: 'choice', choices: [post_kinds] },
      { key: 'scope', kind: 'choice', choices: [['own_area', 'own_unit', 'district']] },
      { key: 'actions', kind: 'list', wide: true },
    ],
  },
  assigned_tasks: {
    filler: [{ key: 'unit_kind' }, { key: 'post_kind', kind: 'choice', choices: [['']] }, ...names],
  },
  known_facts: {
    fact: [
      { key: 'code' },
      ...names,
      { key: 'kind', kind: 'choice', choices: [['number', 'text', 'date', 'choice', 'yes_no']] },
      { key: 'unit' },
      { key: 'valid_days', kind: 'number' },
      { key: 'known_from', kind: 'choice', choices: [['', 'area.households', 'area.grids', 'unit.grid_workers']] },
      { key: 'choices', kind: 'list' },
    ],
  },
};
// assigned_tasks' fillers may name a kind of post.
kinds.assigned_tasks!.filler![1]!.choices!.push(post_kinds);

const kindOf = (value: Value): Column['kind'] =>
  Array.isArray(value)
    ? 'list'
    : typeof value === 'number'
      ? 'number'
      : typeof value === 'boolean'
        ? 'mark'
        : typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
          ? 'date'
          : 'text';
const wide_from = 16;

// The columns of a table: those that are known, then whatever else its records have, in the order in which it comes.
export function columnsOf(kind: string, name: string, blocks: Block[]): Column[] {
  const columns: Column[] = [...(kinds[kind]?.[name] ?? [])];
  for (const block of blocks)
    for (const entry of block.entries) {
      const known = columns.find((column) => column.key === entry.key);
      const long = typeof entry.value === 'string' && entry.value.length > wide_from;
      if (!known) columns.push({ key: entry.key, kind: kindOf(entry.value), wide: long || Array.isArray(entry.value) });
      else if (!kinds[kind]?.[name]) known.wide = known.wide || long;
    }
  return columns;
}

// Names of nested tables that a record of this name may have.
export function nestedOf(kind: string, name: string, blocks: Block[]): string[] {
  const found = new Set(Object.keys(kinds[kind] ?? {}).filter((one) => one.startsWith(`${name}.`)));
  for (const block of blocks) for (const child of block.children) if (child.list) found.add(child.name);
  return [...found];
}
export function tablesOf(kind: string, root: Block): string[] {
  const found = new Set<string>(root.children.filter((block) => block.list).map((block) => block.name));
  for (const name of Object.keys(kinds[kind] ?? {})) if (!name.includes('.')) found.add(name);
  return [...found];
}
