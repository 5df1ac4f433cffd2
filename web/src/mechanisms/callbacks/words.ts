// What the server sends about call-backs and rates, and how figures are written.
import type { components } from '../../shared/api/schema';
import { t } from '../../shared/texts/texts';

type Schemas = components['schemas'];
export type Sample = Schemas['CallbackRow'];
export type HistoryLine = Schemas['CallbackHistoryLine'];
export type SampleView = Schemas['CallbackView'];
export type Exclusion = Schemas['CallbackExclusionView'];
export type Draw = Schemas['CallbackDrawView'];
export type DrawCheck = Schemas['CallbackDrawCheck'];
export type Counts = Schemas['RateCounts'];
export type RateRow = Schemas['RateRow'];
export type Weights = Schemas['RateWeightsView'];
export type Rates = Schemas['RatesView'];
export type Period = Schemas['RatePeriodView'];

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
