// The list's filters live in the address, so that a view can be saved, sent to a colleague and come back to.
import type { LocationQuery } from 'vue-router';
import type { Query } from '../shared/api/client';

export interface Filters {
  stage: string;
  area: string;
  category: string;
  unit: string;
  overdue: boolean;
  open: boolean;
  from: string;
  to: string;
  q: string;
  sort: string;
}
export const default_sort = '-happened_at';
export const no_filters: Filters = {
  stage: '',
  area: '',
  category: '',
  unit: '',
  overdue: false,
  open: false,
  from: '',
  to: '',
  q: '',
  sort: default_sort,
};
const texts = ['stage', 'area', 'category', 'unit', 'from', 'to', 'q'] as const;
const marks = ['overdue', 'open'] as const;

function one(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

export function fromAddress(query: LocationQuery): Filters {
  const filters = { ...no_filters };
  for (const name of texts) filters[name] = one(query[name]);
  for (const name of marks) filters[name] = one(query[name]) === '1';
  filters.sort = one(query.sort) || default_sort;
  return filters;
}

export function toAddress(filters: Filters): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of texts) if (filters[name]) query[name] = filters[name];
  for (const name of marks) if (filters[name]) query[name] = '1';
  if (filters.sort && filters.sort !== default_sort) query.sort = filters.sort;
  return query;
}

// A report number is said and written in two groups of four.
const number = /^([0-9a-z]{4})[\s-]([0-9a-z]{4})$/i;
const words = (text: string) => text.trim().replace(number, '$1$2');

export function toApi(filters: Filters): Query {
  const query: Query = {};
  for (const name of texts) if (filters[name]) query[`filter.${name}`] = words(filters[name]);
  for (const name of marks) if (filters[name]) query[`filter.${name}`] = true;
  if (filters.sort) query.sort = filters.sort;
  return query;
}

export function asText(filters: Filters): string {
  return new URLSearchParams(toAddress(filters)).toString();
}
export function apiText(filters: Filters): string {
  return new URLSearchParams(Object.entries(toApi(filters)).map(([name, value]) => [name, String(value)])).toString();
}
export function fromText(text: string): Filters {
  return fromAddress(Object.fromEntries(new URLSearchParams(text)));
}
export function isNarrowed(filters: Filters): boolean {
  return Object.keys(toAddress({ ...filters, sort: '' })).length > 0;
}
export function turnSort(current: string, column: string): string {
  if (current === `-${column}`) return column;
  return `-${column}`;
}
