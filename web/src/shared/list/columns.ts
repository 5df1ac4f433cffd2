// A list as data: its columns and filters. DataTable shows rows by them, sheets and pictures are made from the same words.
import { full, short } from '../time/time';

export interface StateWords {
  state: string; // ok, soon, late, hold, none or info
  words?: string;
  dueAt?: string | null;
}
export interface Column<R> {
  key: string; // of the row, unless `value` is given; names the slot cell-<key>
  label: string;
  kind?: 'text' | 'code' | 'n' | 'time' | 'date' | 'state'; // text; a code is never broken over two lines
  value?: (row: R) => string | number | null | undefined;
  note?: (row: R) => string; // the grey line below
  to?: (row: R) => string | undefined; // the page that the cell opens
  state?: (row: R) => StateWords; // of kind state
  sort?: string; // the server's field to sort by; of local rows: any name, sorted by value
  wide?: boolean; // takes the whole line on a narrow screen: the cell that says what the row is
  sheet?: false | ((row: R) => string | number | null | undefined); // in files and pictures; false: left out
}
export interface Filter {
  name: string;
  label: string;
  kind?: 'text' | 'choice' | 'mark' | 'area' | 'category' | 'unit' | 'person' | 'date'; // text
  choices?: { value: string; label: string }[];
  more?: boolean; // behind "more filters"
  bare?: boolean; // sent as <name>, not as filter.<name>
  matches?: (row: never, value: string) => boolean; // of local rows; else the row's field of this name is compared
}
export type Values = Record<string, string>;

const field = <R>(row: R, key: string) => (row as Record<string, unknown>)[key] as string | number | null | undefined;
export const plainValue = <R>(column: Column<R>, row: R) => (column.value ? column.value(row) : field(row, column.key));

export function cellText<R>(column: Column<R>, row: R): string {
  const value = plainValue(column, row);
  if (value === null || value === undefined) return '';
  return column.kind === 'time' ? short(String(value)) : String(value);
}
// In a file times stand whole, and numbers stay numbers.
export function sheetValue<R>(column: Column<R>, row: R): string | number {
  if (column.sheet) return column.sheet(row) ?? '';
  const value = plainValue(column, row);
  if (column.kind === 'state' && value === undefined) return column.state?.(row).words ?? full(column.state?.(row).dueAt);
  if (value === null || value === undefined) return '';
  return column.kind === 'time' ? full(String(value)) : value;
}
export const sheetColumns = <R>(columns: Column<R>[]) => columns.filter((column) => column.sheet !== false);

export function turnSort(current: string, name: string): string {
  return current === name ? `-${name}` : current === `-${name}` ? name : name;
}

// Local rows: every filter must fit; text filters look into all columns.
export function fits<R>(row: R, columns: Column<R>[], filters: Filter[], values: Values): boolean {
  return filters.every((filter) => {
    const wanted = values[filter.name];
    if (!wanted) return true;
    if (filter.matches) return (filter.matches as (row: R, value: string) => boolean)(row, wanted);
    if ((filter.kind ?? 'text') === 'text') {
      const all = columns.map((column) => `${cellText(column, row)} ${column.note?.(row) ?? ''}`).join(' ');
      return all.toLowerCase().includes(wanted.trim().toLowerCase());
    }
    return String(field(row, filter.name) ?? '') === wanted || (filter.kind === 'mark' && Boolean(field(row, filter.name)));
  });
}
export function sorted<R>(rows: R[], columns: Column<R>[], sort: string): R[] {
  const name = sort.replace(/^-/, '');
  const column = columns.find((one) => one.sort === name);
  if (!column) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [plainValue(column, a) ?? '', plainValue(column, b) ?? ''];
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'zh-CN');
    return sign * order;
  });
}
