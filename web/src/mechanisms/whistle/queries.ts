// The room's questions to the server, under keys that live events know.
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { list, type Query } from '../../shared/api/client';
import type { Competence, LineView, WhistleView } from './types';

export const ask = <T>(path: string, query: Query = {}) => list(path, query) as unknown as Promise<T>;

export const useWhistle = (id: Ref<string>) =>
  useQuery({
    queryKey: computed(() => ['whistles', 'one', id.value]),
    queryFn: () => ask<WhistleView>(`/api/v1/whistles/${id.value}`),
    enabled: computed(() => Boolean(id.value)),
  });
export const useLine = (id: Ref<string>) =>
  useQuery({
    queryKey: computed(() => ['whistle_lines', 'one', id.value]),
    queryFn: () => ask<LineView>(`/api/v1/whistle_lines/${id.value}`),
    enabled: computed(() => Boolean(id.value)),
  });
const long_ms = 10 * 60_000;
export const useCompetence = (category: Ref<string>) =>
  useQuery({
    queryKey: computed(() => ['whistles', 'competence', category.value]),
    queryFn: () => ask<Competence>('/api/v1/whistles/competence', { category: category.value }),
    staleTime: long_ms,
  });

export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['whistles', 'whistle_lines', 'whistle_board', 'whistle_figures', 'dues'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}
