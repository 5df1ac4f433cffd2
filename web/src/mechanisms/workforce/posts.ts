// Vacant grid workers' posts, to hire to or move to.
import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { list } from '../../shared/api/client';
import type { PostView } from '../../shared/api/types';

export function useVacantPosts(enabled: Ref<boolean>) {
  const { data } = useQuery({
    queryKey: ['posts', 'vacant', 'grid_worker'],
    queryFn: () => list<PostView>('/api/v1/posts', { 'filter.kind': 'grid_worker', 'filter.vacant': 'true', limit: 200 }),
    enabled,
  });
  return computed(() => (data.value?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} · ${one.org_unit_name}` })));
}
