// The category tree of matters, as the rule in force has it.
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { get } from '../api/client';
import { language } from '../texts/texts';

export interface Category {
  code: string;
  parent?: string;
  name_zh: string;
  name_en: string;
}

export function useCategories() {
  const query = useQuery({
    queryKey: ['definitions', 'categories/matters'],
    queryFn: async () => {
      const definition = await get('/api/v1/definitions/{code}', { path: { code: 'categories/matters' } });
      return definition;
    },
    staleTime: 10 * 60_000,
  });
  const flat = computed<Category[]>(() => []);
  const name = (one: Category) => (language.value === 'zh' ? one.name_zh : one.name_en || one.name_zh);
  return { ...query, flat, name };
}
