// The category tree of matters, as the rule in force has it.
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { get } from '../api/client';
import { language } from '../texts/texts';

export interface Category {
  code: string;
  parent_id: string | null;
  zh: string;
  en: string;
}
interface Body {
  class?: { code: string; zh: string; en: string }[];
  category?: { code: string; zh: string; en: string }[];
}

// "e-01-02" stands below the class "e-01".
export function read(body: unknown): Category[] {
  const { class: classes = [], category = [] } = (body ?? {}) as Body;
  return [
    ...classes.map((one) => ({ code: one.code, parent_id: null, zh: one.zh, en: one.en })),
    ...category.map((one) => ({ code: one.code, parent_id: one.code.replace(/-[^-]*$/, ''), zh: one.zh, en: one.en })),
  ];
}

export function useCategories() {
  const query = useQuery({
    queryKey: ['definitions', 'one', 'categories/matters', ''],
    queryFn: () => get('/api/v1/definitions/{code}', { path: { code: 'categories/matters' } }),
    staleTime: 10 * 60_000,
  });
  const flat = computed(() => read(query.data.value?.versions.find((version) => version.state === 'in_force')?.data));
  const name = (one: Category) => (language.value === 'zh' ? one.zh : one.en || one.zh);
  const nameOf = (code: string) => {
    const found = flat.value.find((one) => one.code === code);
    return found ? name(found) : '';
  };
  return { ...query, flat, name, nameOf };
}
