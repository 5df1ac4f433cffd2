// Questions about matters, under keys that live events know: everything begins with 'matters'.
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { get } from '../shared/api/client';
import { toApi, type Filters } from './filters';

export const page_rows = 50;

export function useMatter(id: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['matters', 'one', id.value]),
    queryFn: () => get('/api/v1/matters/{id}', { path: { id: id.value } }),
    enabled: computed(() => Boolean(id.value)),
  });
}
export function useTimeline(id: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['matters', 'timeline', id.value]),
    queryFn: () => get('/api/v1/matters/{id}/timeline', { path: { id: id.value } }),
  });
}
export function useDeadline(id: Ref<string>, clock: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['matters', 'deadline', id.value, clock.value]),
    queryFn: () => get('/api/v1/matters/{id}/deadline', { path: { id: id.value }, query: { clock: clock.value } }),
    enabled: computed(() => Boolean(clock.value)),
  });
}
export function useMatters(filters: Ref<Filters>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['matters', 'list', filters.value]),
    queryFn: ({ pageParam }) => get('/api/v1/matters', { query: { ...toApi(filters.value), limit: page_rows, after: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
}
export function useCount(filters: Ref<Filters>) {
  return useQuery({
    queryKey: computed(() => ['matters', 'count', { ...filters.value, sort: '' }]),
    queryFn: () => get('/api/v1/matters/count', { query: toApi({ ...filters.value, sort: '' }) }),
    placeholderData: (before) => before,
  });
}
