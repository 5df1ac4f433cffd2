// All rooms of the house, found by their folder.
import type { QueryKey } from '@tanstack/vue-query';
import type { Act, Aside, DueActs, HeaderPart, MenuEntry, Page, Room, Subject, TimelineRenderer } from './room';

const found = import.meta.glob<{ default: Room }>(['../../mechanisms/*/index.ts', '../../matters/index.ts'], { eager: true });
export const rooms: Room[] = Object.values(found).map((module) => module.default);

export const chapters = ['mine', 'problems', 'organisation', 'building', 'quality', 'people', 'insight', 'house'] as const;

export function menuEntries(): MenuEntry[] {
  return rooms
    .flatMap((room) => room.menu ?? [])
    .sort((a, b) => chapters.indexOf(a.chapter) - chapters.indexOf(b.chapter) || a.order - b.order);
}
export function pages(): Page[] {
  return rooms.flatMap((room) => room.pages ?? []);
}
export function timelineRenderer(kind: string): TimelineRenderer | undefined {
  return rooms.map((room) => room.timeline?.[kind]).find(Boolean);
}
export function actsOn(subject: Subject): Act[] {
  return rooms.flatMap((room) => room.acts?.(subject) ?? []);
}
export function pageOf(subject: Subject): string | undefined {
  return rooms.map((room) => room.opens?.[subject.kind]?.(subject.id)).find(Boolean);
}
export function refreshedBy(subjectKind: string): QueryKey[] {
  return rooms.flatMap((room) => room.refreshes?.[subjectKind] ?? []);
}
export function headerParts(): HeaderPart[] {
  return rooms.flatMap((room) => room.header ?? []).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}
export function dueActsOf(kind: string): DueActs | undefined {
  return rooms.flatMap((room) => room.dueActs ?? []).find((one) => one.kind === kind);
}
export function asidesOf(kind: string): Aside[] {
  return rooms.flatMap((room) => room.asides ?? []).filter((aside) => aside.kind === kind);
}
