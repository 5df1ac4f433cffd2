// Words and choices that several screens of the organisation desk share.
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { get } from '../../shared/api/client';
import { named, tAny } from '../../shared/texts/texts';

export interface PostSource {
  source: string;
  name_zh: string;
  name_en: string;
}
export interface PostKind {
  kind: string;
  name_zh: string;
  name_en: string;
  unit_kinds?: string[];
  concurrent?: boolean;
  sources?: PostSource[];
}

export const unitKindWords = (kind: string) => tAny([`organisations.unit_kind.${kind}`, 'organisations.unit_kind.other'], { kind });

export const unitKinds: Record<string, string[]> = {
  administrative: [
    'government',
    'command_centre',
    'administration',
    'department',
    'subdistrict_office',
    'town_government',
    'residents_committee',
    'village_committee',
    'police_station',
    'resident_unit',
    'support_unit',
    'property_company',
    'owners_committee',
  ],
  party: ['district_committee', 'working_committee', 'community_party', 'branch', 'group'],
};

// Kinds of posts as the rule in force names them.
export function usePostKinds() {
  const { data } = useQuery({
    queryKey: ['definitions', 'one', 'people/post_kinds', ''],
    queryFn: () => get('/api/v1/definitions/{code}', { path: { code: 'people/post_kinds' } }),
    staleTime: 10 * 60_000,
    retry: false,
  });
  const kinds = computed<PostKind[]>(
    () =>
      (
        data.value?.versions.find((version) => version.state === 'in_force')?.data as {
          post_kind?: (PostKind & { code?: string })[];
        } | null
      )?.post_kind?.map((one) => ({ ...one, kind: one.kind ?? one.code ?? '' })) ?? [],
  );
  return {
    kinds,
    choices: computed(() => kinds.value.map((one) => ({ value: one.kind, label: named(one) }))),
    sourcesOf: (kind: string) => kinds.value.find((one) => one.kind === kind)?.sources ?? [],
  };
}
