// The rows of a list: asked page by page from a list route, or given and narrowed here.
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, ref, type Ref } from 'vue';
import { list, type Query } from '../api/client';
import { fits, sorted, type Column, type Filter, type Values } from './columns';

export const page_rows = 50;
const gather_rows = 200; // a page when everything is fetched
const gather_max = 10_000;

export function toQuery(filters: Filter[], values: Values, fixed: Query = {}): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(fixed)) if (value) query[name] = String(value);
  for (const filter of filters) {
    const value = (values[filter.name] ?? '').trim();
    if (value) query[filter.bare ? filter.name : `filter.${filter.name}`] = filter.kind === 'mark' ? 'true' : value;
  }
  return query;
}

// All pages of a list, for a sheet or a picture; more than gather_max are cut, and the answer says so.
export async function gatherRows<R>(path: string, query: Query): Promise<{ rows: R[]; cut: boolean }> {
  const rows: R[] = [];
  let after = '';
  do {
    const page = await list<R>(path, { ...query, limit: gather_rows, after });
    rows.push(...page.items);
    after = page.next ?? '';
  } while (after && rows.length < gather_max);
  return { rows, cut: Boolean(after) };
}

export function useRemoteRows<R>(
  path: () => string | undefined,
  key: () => unknown[],
  query: Ref<Record<string, string>>,
  sort: Ref<string>,
) {
  const asked = computed(() => ({ ...query.value, ...(sort.value ? { sort: sort.value } : {}) }));
  const answer = useInfiniteQuery({
    queryKey: computed(() => [...key(), 'list', path(), asked.value]),
    queryFn: ({ pageParam }) => list<R>(path()!, { ...asked.value, limit: page_rows, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
    enabled: computed(() => Boolean(path())),
  });
  const gather = () => gatherRows<R>(path()!, asked.value);
  const rows = computed(() => answer.data.value?.pages.flatMap((page) => page.items) ?? []);
  const newest = computed(() => answer.data.value?.pages[0]?.newest ?? 0);
  return { ...answer, rows, gather, newest };
}

export function useRemoteCount(path: () => string | undefined, key: () => unknown[], query: Ref<Record<string, string>>) {
  return useQuery({
    queryKey: computed(() => [...key(), 'count', path(), query.value]),
    queryFn: async () => Number(((await list(path()!, query.value)) as unknown as { count: number }).count),
    placeholderData: keepPreviousData,
    enabled: computed(() => Boolean(path())),
  });
}

export function useLocalRows<R>(
  given: () => R[] | undefined,
  columns: () => Column<R>[],
  filters: () => Filter[],
  values: Ref<Values>,
  sort: Ref<string>,
) {
  const shown = ref(page_rows);
  const all = computed(() =>
    sorted(
      (given() ?? []).filter((row) => fits(row, columns(), filters(), values.value)),
      columns(),
      sort.value,
    ),
  );
  return { all, rows: computed(() => all.value.slice(0, shown.value)), more: () => (shown.value += page_rows) };
}
