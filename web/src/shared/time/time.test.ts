// Times as words, on the district's clock and in its zone.
import { beforeEach, describe, expect, it } from 'vitest';
import { civilDate, compactDate, dueWords, full, hourOfDay, learnNow, setZone, short, span, weekday } from './time';

beforeEach(() => {
  setZone('Asia/Shanghai');
  learnNow('2026-09-18T00:40:00.000000Z');
});

describe('times', () => {
  it('reads an instant in the district, not on this computer', () => {
    expect(full('2026-09-17T16:30:00.000000Z')).toBe('2026-09-18 00:30');
    setZone('America/New_York');
    expect(full('2026-09-17T16:30:00.000000Z')).toBe('2026-09-17 12:30');
  });
  it('says today, yesterday, a day of this year, a day of another', () => {
    expect(short('2026-09-17T23:55:00Z')).toBe('今天 07:55');
    expect(short('2026-09-17T11:12:00Z')).toBe('昨天 19:12');
    expect(short('2026-09-18T16:00:00Z')).toBe('明天 00:00');
    expect(short('2026-09-21T10:00:00Z')).toBe('9-21 18:00');
    expect(short('2025-12-30T10:00:00Z')).toBe('2025-12-30 18:00');
    expect(short(null)).toBe('');
    expect(compactDate('2026-09-20')).toBe('9-20');
  });
  it('knows the working Sunday as a Sunday', () => {
    expect(weekday('2026-09-20')).toBe('周日');
    expect(civilDate(new Date('2026-09-19T16:00:00Z'))).toBe('2026-09-20');
    expect(hourOfDay(new Date('2026-09-19T16:00:00Z'))).toBe(0);
  });
  it('says how long in at most two units', () => {
    expect(span(0)).toBe('0 分钟');
    expect(span(47 * 60_000)).toBe('47 分钟');
    expect(span(3_600_000)).toBe('1 小时');
    expect(span(92 * 60_000)).toBe('1 小时 32 分钟');
    expect(span(86_400_000)).toBe('1 天');
    expect(span(-(86_400_000 + 3_600_000 + 59_000))).toBe('1 天 1 小时');
  });
});

describe('due times', () => {
  it('says how much is left or how late it is', () => {
    expect(dueWords('ok', '2026-09-18T00:55:00Z')).toEqual({ state: 'ok', words: '剩 15 分钟' });
    expect(dueWords('soon', '2026-09-18T00:55:00Z').state).toBe('soon');
    expect(dueWords('late', '2026-09-18T00:28:00Z')).toEqual({ state: 'late', words: '超时 12 分钟' });
  });
  it('turns late by itself when the clock passes the due time', () => {
    expect(dueWords('ok', '2026-09-18T00:39:00Z').state).toBe('late');
  });
  it('does not count what is on hold or has no limit', () => {
    expect(dueWords('hold', '2026-09-18T00:28:00Z')).toEqual({ state: 'hold', words: '挂账' });
    expect(dueWords('none', null).state).toBe('none');
    expect(dueWords('ok', null).state).toBe('none');
  });
});
