import { describe, expect, it } from 'vitest';
import { addDays, lastDay, monthSpan, months, percent, quarters, quarterSpan, rowsOf, type Rates } from './words';

describe('periods', () => {
  it('a month goes to the first of the next, over the end of a year too', () => {
    expect(monthSpan('2026-12')).toEqual({ kind: 'month', from: '2026-12-01', to: '2027-01-01' });
    expect(monthSpan('2026-02').to).toBe('2026-03-01');
  });
  it('a quarter has its three months', () => {
    expect(quarterSpan(2026, 3)).toEqual({ kind: 'quarter', from: '2026-07-01', to: '2026-10-01' });
    expect(quarterSpan(2026, 4).to).toBe('2027-01-01');
  });
  it('lists go back from today', () => {
    expect(months('2026-02-17', 3)).toEqual(['2026-02', '2026-01', '2025-12']);
    expect(quarters('2026-02-17', 2)).toEqual([
      { year: 2026, quarter: 1 },
      { year: 2025, quarter: 4 },
    ]);
  });
  it('days are civil days', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(lastDay('2026-03-01')).toBe('2026-02-28');
  });
});

describe('figures', () => {
  it('thousandths are written as per cent, and nothing as a dash', () => {
    expect(percent(802)).toBe('80.2%');
    expect(percent(0)).toBe('0.0%');
    expect(percent(null)).toBe('—');
  });
  it('a figure opens its rows', () => {
    const rates = { by: 'community', from: '2026-09-01', to: '2026-10-01' } as Rates;
    const row = { member_id: '7', name: '', counts: {} as never, response: null, solution: null, satisfaction: null, combined: null };
    expect(rowsOf(rates, row, { solved: 'false' }).query).toEqual({
      from: '2026-09-01',
      to: '2026-09-30',
      counted: 'true',
      solved: 'false',
      community: '7',
    });
    expect(rowsOf(rates, null, {}).query.community).toBeUndefined();
  });
});
