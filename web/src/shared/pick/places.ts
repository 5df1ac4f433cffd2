// The district's areas and organisations: asked once, kept while the page is open, changed by live events only.
import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { get } from '../api/client';
import type { Area, OrgUnitRow } from '../api/types';

export interface Node<T> {
  id: string;
  label: string;
  thing: T;
  children: Node<T>[];
}
interface Branch {
  id: string;
  parent_id?: string | null;
  name: string;
}

// What somebody typed fits a name by a part of it, or by the initials of its pinyin.
export function fitsName(typed: string, label: string, thing?: { initials?: string } | null): boolean {
  const wanted = typed.trim().toLowerCase();
  return !wanted || label.toLowerCase().includes(wanted) || (/^[a-z0-9]+$/.test(wanted) && (thing?.initials ?? '').includes(wanted));
}

// A flat list with parents becomes trees; what has no parent in the list stands at the top.
export function grow<T extends Branch>(flat: T[]): Node<T>[] {
  const nodes = new Map(flat.map((thing) => [thing.id, { id: thing.id, label: thing.name, thing, children: [] as Node<T>[] }]));
  const tops: Node<T>[] = [];
  for (const node of nodes.values()) {
    const parent = node.thing.parent_id ? nodes.get(node.thing.parent_id) : undefined;
    (parent ? parent.children : tops).push(node);
  }
  return tops;
}

// This one and everything above it, topmost first.
export function lineOf<T extends Branch>(flat: T[], id: string | null | undefined): T[] {
  const byId = new Map(flat.map((thing) => [thing.id, thing]));
  const line: T[] = [];
  for (let at = id ? byId.get(id) : undefined; at && line.length < 20; at = at.parent_id ? byId.get(at.parent_id) : undefined)
    line.unshift(at);
  return line;
}

const long_ms = 10 * 60_000;
export function useAreas() {
  const query = useQuery({ queryKey: ['areas'], queryFn: async () => (await get('/api/v1/areas')).items as Area[], staleTime: long_ms });
  const flat = computed(() => query.data.value ?? []);
  return {
    ...query,
    flat,
    tree: computed(() => grow(flat.value)),
    name: (id: string | null | undefined) => flat.value.find((area) => area.id === id)?.name ?? '',
  };
}
export function useOrgUnits() {
  const query = useQuery({
    queryKey: ['org_units'],
    queryFn: async () => (await get('/api/v1/org_units')).items as OrgUnitRow[],
    staleTime: long_ms,
  });
  const flat = computed(() => query.data.value ?? []);
  return {
    ...query,
    flat,
    tree: computed(() => grow(flat.value)),
    name: (id: string | null | undefined) => flat.value.find((unit) => unit.id === id)?.name ?? '',
  };
}
