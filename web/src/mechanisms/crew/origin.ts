// Records that the crew may be called from, and what the form begins with: title, place and area, as their own page reads them.
import { useQuery } from '@tanstack/vue-query';
import { get } from '../../shared/api/client';
import type { Subject } from '../../shared/rooms/room';

export interface Origin {
  title: string;
  place: string;
  area_id: string;
}
type Reader = (id: string) => Promise<Origin>;
const matter: Reader = async (id) => {
  const one = await get('/api/v1/matters/{id}', { path: { id } });
  return { title: one.title, place: one.place ?? '', area_id: one.area_id };
};
const whistle: Reader = async (id) => {
  const { row } = await get('/api/v1/whistles/{id}', { path: { id } });
  return { title: row.title, place: row.place ?? '', area_id: row.area_id };
};
const readers: Record<string, Reader> = { matter, whistle };
// Of the others the caller says where; the server knows which kinds it takes.
export const origin_kinds = ['matter', 'whistle', 'whistle_line', 'joint_operation', 'campaign_finding'];

export function useOrigin(subject: Subject | null) {
  const read = subject ? readers[subject.kind] : undefined;
  return useQuery({
    queryKey: ['crew', 'origin', subject?.kind ?? '', subject?.id ?? ''],
    queryFn: () => read!(subject!.id),
    enabled: Boolean(read),
  });
}
