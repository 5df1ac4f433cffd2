// What a matter carries beside its stage: more time, pauses, questions, parts, reopening; and the questions to the server about it.
import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { list } from '../shared/api/client';
import type { MatterRow, MatterView, RuleRef } from '../shared/api/types';

export interface Extension {
  state: string; // asked, granted, refused
  asked_until?: string | null;
  granted_until?: string | null;
}
export interface Target {
  code: string;
  name_zh: string;
  name_en: string;
  started_at: string;
  due_at?: string | null;
  met_at?: string | null;
  state: string;
}
export interface SharedDraft {
  version: number;
  text: string;
  who: string;
  at: string;
}
export interface LoopFields {
  rung: string;
  rung_zh?: string;
  rung_en?: string;
  round: number;
  reopened_count: number;
  solved_on_spot: boolean;
  paused: boolean;
  review_on?: string | null;
  extension?: Extension | null;
  merged_into?: string | null;
  split_from?: string | null;
}
export type Row = MatterRow & Partial<LoopFields>;
export type Matter = MatterView & Partial<LoopFields> & { targets?: Target[]; draft?: SharedDraft | null };

export interface LinkedMatter {
  relation: string; // merged_into, took_in, split_from, part
  matter_id: string;
  report_number: string;
  serial?: string | null;
  title: string;
  stage: string;
  stage_zh: string;
  stage_en: string;
  due_at?: string | null;
  closed_at?: string | null;
  handler_unit_name: string;
}
export interface Question {
  number: number;
  asked_at: string;
  question: string;
  answered_at?: string | null;
  answer?: string | null;
  withdrawn_at?: string | null;
  state: string; // open, answered, withdrawn
}
export interface Suggestion {
  org_unit_id: string;
  unit_name: string;
  post_kind: string;
  reason_key: string;
  reason_params: Record<string, string>;
  rule?: RuleRef | null;
  rank: number;
}
export interface Reply {
  code: string;
  name_zh: string;
  name_en: string;
  text: string;
  preview_zh?: string; // what the reporter would read; empty: nothing
  preview_en?: string;
}

function usePart<T>(id: Ref<string>, part: string, on: Ref<boolean>) {
  return useQuery({
    queryKey: computed(() => ['matters', part, id.value]),
    queryFn: async () => (await list<T>(`/api/v1/matters/${id.value}/${part}`)).items,
    enabled: computed(() => Boolean(id.value) && on.value),
  });
}
const always = computed(() => true);
export const useLinks = (id: Ref<string>) => usePart<LinkedMatter>(id, 'links', always);
export const useQuestions = (id: Ref<string>) => usePart<Question>(id, 'questions', always);
export const useRouting = (id: Ref<string>, on: Ref<boolean>) => usePart<Suggestion>(id, 'routing', on);
export function useReplies(id: Ref<string>, verb: Ref<string>) {
  return useQuery({
    queryKey: computed(() => ['matters', 'replies', id.value, verb.value]),
    queryFn: async () => (await list<Reply>(`/api/v1/matters/${id.value}/replies`, { verb: verb.value })).items,
    enabled: computed(() => Boolean(id.value && verb.value)),
  });
}
