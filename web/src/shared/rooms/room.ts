// What a room brings to the web: its menu entries, pages, badges, timeline sentences and acts on other rooms' subjects.
// Rooms are found by their folder (mechanisms/<name>/index.ts); pages load when they are opened.
import type { Component } from 'vue';
import type { RouteComponent } from 'vue-router';
import type { QueryKey } from '@tanstack/vue-query';
import type { TimelineItem } from '../api/types';

export type Chapter = 'mine' | 'problems' | 'organisation' | 'building' | 'quality' | 'people' | 'insight' | 'house';

export interface MenuEntry {
  chapter: Chapter;
  order: number;
  label: string; // message key
  path: string; // below the shell, "/matters"
  action?: string; // shown to those who have it
  field?: boolean; // stands in the phone's bar
  icon?: string; // message-free glyph for the phone's bar
  badge?: () => () => number; // composable, called in setup; gives the count
}
export interface Page {
  path: string;
  name: string;
  title: string; // message key
  component: () => Promise<RouteComponent>;
  action?: string;
}
export interface Subject {
  kind: string;
  id: string;
}
export interface Act {
  label: string; // message key
  to?: string; // a page of the shell
  href?: string; // or an address outside of it: a paper to print, a file
  action?: string;
}
// Something that a room keeps in the header of every page, such as the search box; `wide` asks for the room between name and clock.
export interface HeaderPart {
  component: () => Promise<Component>;
  action?: string;
  order?: number;
  page?: { path: string; label: string }; // the same as a page: on a field post's telephone it stands in the menu instead
}
// A card that a room adds to the page of a subject of another room; it gets { subject } and shows nothing when it has nothing.
export interface Aside {
  kind: string; // of subjects
  component: () => Promise<Component>;
  action?: string;
}
// Buttons in the row of a thing that waits, on the page of what is mine: what is next is done there. It gets { due }.
export interface DueActs {
  kind: string; // of subjects
  component: () => Promise<Component>;
}
export type TimelineRenderer = (item: TimelineItem) => string;

export interface Room {
  code: string;
  menu?: MenuEntry[];
  pages?: Page[];
  timeline?: Record<string, TimelineRenderer>; // by event kind
  acts?: (subject: Subject) => Act[]; // buttons on other rooms' pages: "blow the whistle", "print"
  header?: HeaderPart[];
  asides?: Aside[];
  dueActs?: DueActs[];
  opens?: Record<string, (id: string) => string>; // subject kind -> page that shows it
  refreshes?: Record<string, QueryKey[]>; // subject kind of a live event -> queries to ask again
}

export function defineRoom(room: Room): Room {
  return room;
}
