// The list as it goes into a group chat.
import { describe, expect, it } from 'vitest';
import { chatText, counts, pictureOf, type ListLine } from './wall';

const line = (serial: string, title: string, more: Partial<ListLine> = {}): ListLine => ({
  matter_id: serial,
  version: 1,
  serial,
  title,
  place: '3 号楼',
  category_zh: '路灯',
  category_en: 'Lamp',
  stage: 'handling',
  stage_zh: '处置中',
  stage_en: 'Being handled',
  due_state: 'ok',
  who: '城市管理局',
  state: 'open',
  struck_off_by: '',
  moves: [],
  ...more,
});

describe('the list outside of the screen', () => {
  const rows = [
    line('2026-0001', '路灯不亮', { stage: 'struck_off', closed_at: '2026-09-17T02:00:00Z', struck_off_by: '张丽华' }),
    line('2026-0002', '井盖松动', { due_at: '2026-09-18T02:00:00Z' }),
  ];
  it('counts what is struck off and names no person', () => {
    expect(counts(rows)).toEqual({ done: 1, open: 1 });
    const text = chatText('槐园社区清单', rows);
    expect(text).toContain('✓ 2026-0001 路灯不亮（3 号楼） · 城市管理局 · 09-17 销号');
    expect(text).toContain('○ 2026-0002 井盖松动（3 号楼） · 城市管理局 · 限 09-18');
    expect(text).not.toContain('张丽华');
  });
  it('draws a line through what is struck off', () => {
    expect(pictureOf('x', rows).rows.map((row) => row.struck)).toEqual([true, false]);
  });
});
