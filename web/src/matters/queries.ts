// Questions about matters, under keys that live events know: everything begins with 'matters'.
import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { get } from '../shared/api/client';

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
