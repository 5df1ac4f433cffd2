// What this person handed in or follows.
import { useQuery } from '@tanstack/vue-query';
import { list } from '../api/client';

export interface FollowRow {
  id: string;
  subject_kind: string;
  subject_id: string;
  reason: string; // reported, chosen
  since: string;
}
export function useFollows() {
  return useQuery({ queryKey: ['follows'], queryFn: async () => (await list<FollowRow>('/api/v1/follows')).items, staleTime: 60_000 });
}
