// What the server sends about call-backs and rates, and how figures are written.
import { t } from '../../shared/texts/texts';

export interface Sample {
  id: string;
  version: number;
  matter_id: string;
  report_number: string;
  title: string;
  category_zh: string;
  category_en: string;
  reason: string;
  state: string;
  exclusion?: string | null;
  unit_id: string;
  unit_name: string;
  community_name: string;
  subdistrict_name: string;
  day: string;
  struck_off_at: string;
  calls: number;
  last_call_at?: string | null;
  call_again_at?: string | null;
  channel?: string | null;
  contacted?: boolean | null;
  solved?: boolean | null;
  satisfaction?: string | null;
  answered_at?: string | null;
  changed_at: string;
  name_masked: string;
  phone_masked: string;
}
export interface HistoryLine {
  at: string;
  kind: string;
  who: string;
  unit_name: string;
  outcome: string;
  reason: string;
  ground: string;
  evidence: string;
  words: string;
  channel: string;
  contacted?: boolean | null;
  solved?: boolean | null;
  approved?: boolean | null;
  satisfaction?: string | null;
}
export interface SampleView {
  sample: Sample;
  history: HistoryLine[];
  script: { code: string; zh: string; en: string }[];
  calls_max: number;
  may_call: boolean;
  may_propose: boolean;
  may_unmask: boolean;
  may_reopen: boolean;
  why_not: string;
  remedy: string;
}
export interface Exclusion {
  id: string;
  sample_id: string;
  matter_id: string;
  report_number: string;
  title: string;
  unit_name: string;
  community_name: string;
  ground: string;
  reason: string;
  evidence: string;
  state: string;
  proposed_by: string;
  proposed_unit: string;
  proposed_at: string;
  decided_by: string;
  decided_at?: string | null;
  decision: string;
  calls: number;
  answered: boolean;
  may_decide: boolean;
}
export interface Draw {
  id: string;
  made_at: string;
  from: string;
  to: string;
  rule_version: number;
  seed: string;
  hash: string;
  population: number;
  chosen: number;
  waiting: number;
  made_by: string;
}
export interface DrawCheck {
  id: string;
  equal: boolean;
  rule: string;
  seed: string;
  hash: string;
  strata: { population: number; chosen: number; again: number; name: string; equal: boolean }[];
}
export interface Counts {
  drawn: number;
  assessed: number;
  in_time: number;
  solved: number;
  not_solved: number;
  satisfied: number;
  mostly: number;
  fair: number;
  dissatisfied: number;
  excluded: number;
}
export interface RateRow {
  member_id: string;
  name: string;
  counts: Counts;
  response?: number | null;
  solution?: number | null;
  satisfaction?: number | null;
  combined?: number | null;
}
export interface Weights {
  definition: string;
  version: number;
  response: number;
  solution: number;
  satisfaction: number;
  combined_tag: string;
  combined_text: string;
  satisfied: number;
  mostly: number;
  fair: number;
  dissatisfied: number;
  satisfaction_tag: string;
  satisfaction_text: string;
  few: number;
}
export interface Rates {
  by: string;
  from: string;
  to: string;
  weights: Weights;
  total: RateRow;
  rows: RateRow[];
  closed?: string | null;
}
export interface Period {
  id: string;
  kind: string;
  from: string;
  to: string;
  closed_at: string;
  closed_by: string;
  samples: number;
  waiting: number;
  late: number;
  hash: string;
  note: string;
  rates: Rates;
}

export const grades = ['satisfied', 'mostly', 'fair', 'dissatisfied'] as const;
export const dimensions = ['unit', 'community', 'subdistrict'] as const;

export const percent = (thousandths: number | null | undefined) =>
  thousandths === null || thousandths === undefined ? '—' : `${(thousandths / 10).toFixed(1)}%`;

const day_ms = 86_400_000;
export function addDays(civil: string, days: number): string {
  return new Date(Date.parse(`${civil}T00:00:00Z`) + days * day_ms).toISOString().slice(0, 10);
}
// The server's spans end before `to`; people read the last day.
export const lastDay = (to: string) => addDays(to, -1);

export interface Span {
  kind: 'month' | 'quarter' | 'span';
  from: string;
  to: string;
}
export function monthSpan(month: string): Span {
  const [year = 2026, at = 1] = month.split('-').map(Number);
  const next = at === 12 ? `${year + 1}-01-01` : `${year}-${String(at + 1).padStart(2, '0')}-01`;
  return { kind: 'month', from: `${month}-01`, to: next };
}
export function quarterSpan(year: number, quarter: number): Span {
  const from = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
  const to = quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
  return { kind: 'quarter', from, to };
}
// The months up to this one, newest first.
export function months(today: string, n = 24): string[] {
  const [year = 2026, month = 1] = today.split('-').map(Number);
  return Array.from({ length: n }, (_, i) => {
    const at = year * 12 + month - 1 - i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
export function quarters(today: string, n = 8): { year: number; quarter: number }[] {
  const [year = 2026, month = 1] = today.split('-').map(Number);
  const now = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: n }, (_, i) => ({ year: Math.floor((now - i) / 4), quarter: ((now - i) % 4) + 1 }));
}

// A figure as it goes into a group chat: with numerator and denominator, period and rule.
export function figureText(row: RateRow, rates: Rates, total: string): string {
  const c = row.counts;
  return t('callbacks.rates.as_text', {
    name: row.name || total,
    from: rates.from,
    to: lastDay(rates.to),
    response: percent(row.response),
    in_time: c.in_time,
    assessed: c.assessed,
    solution: percent(row.solution),
    solved: c.solved,
    asked: c.solved + c.not_solved,
    satisfaction: percent(row.satisfaction),
    combined: percent(row.combined),
    version: rates.weights.version,
  });
}

// The rows behind a figure, as the address of the list that shows them.
export function rowsOf(rates: Rates, row: RateRow | null, more: Record<string, string>): { path: string; query: Record<string, string> } {
  const query: Record<string, string> = { from: rates.from, to: lastDay(rates.to), counted: 'true', ...more };
  if (row?.member_id) query[rates.by] = row.member_id;
  return { path: '/callback-samples', query };
}
