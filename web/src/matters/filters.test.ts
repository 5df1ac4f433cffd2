// Filters go into the address and come back unchanged; the API gets them in its own dialect.
import { describe, expect, it } from 'vitest';
import { asText, fromAddress, fromText, isNarrowed, no_filters, toAddress, toApi, turnSort } from './filters';

const some = { ...no_filters, stage: 'handling', area: '12', overdue: true, q: ' 井盖 ', sort: 'due_at' };

describe('filters', () => {
  it('survives the address and a saved view', () => {
    expect(fromAddress(toAddress(some))).toEqual(some);
    expect(fromText(asText(some))).toEqual(some);
    expect(fromAddress({})).toEqual(no_filters);
  });
  it('takes the first of a doubled name and ignores strangers', () => {
    expect(fromAddress({ stage: ['handling', 'reported'], evil: '1' }).stage).toBe('handling');
  });
  it('speaks the list dialect', () => {
    expect(toApi(some)).toEqual({
      'filter.stage': 'handling',
      'filter.area': '12',
      'filter.overdue': true,
      'filter.q': '井盖',
      sort: 'due_at',
    });
  });
  it('takes a report number as it is said aloud', () => {
    expect(toApi({ ...no_filters, sort: '', q: '4RHR Y84W' })).toEqual({ 'filter.q': '4RHRY84W' });
    expect(toApi({ ...no_filters, sort: '', q: '楼道 路灯' })).toEqual({ 'filter.q': '楼道 路灯' });
  });
  it('knows whether anything narrows; an order does not', () => {
    expect(isNarrowed(no_filters)).toBe(false);
    expect(isNarrowed({ ...no_filters, sort: 'due_at' })).toBe(false);
    expect(isNarrowed({ ...no_filters, open: true })).toBe(true);
  });
  it('turns a column from newest first to oldest first and back', () => {
    expect(turnSort('', 'due_at')).toBe('-due_at');
    expect(turnSort('-due_at', 'due_at')).toBe('due_at');
    expect(turnSort('due_at', 'due_at')).toBe('-due_at');
  });
});
