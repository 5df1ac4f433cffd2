// A comparison shows what changed, not the whole file.
import { describe, expect, it } from 'vitest';
import { hunks, type DiffLine } from './hunks';

const same = (n: number): DiffLine[] => Array.from({ length: n }, (_, i) => ({ mark: ' ', before: i, after: i, text: `line ${i}` }));
const came: DiffLine = { mark: '+', before: 0, after: 9, text: 'new' };

describe('hunks', () => {
  it('keeps the change and what stands around it', () => {
    const parts = hunks([...same(10), came, ...same(10)], 2);
    expect(parts.map((part) => (part.kind === 'gap' ? part.count : part.line.mark))).toEqual([8, ' ', ' ', '+', ' ', ' ', 8]);
  });
  it('says how much is the same when nothing changed, and nothing of nothing', () => {
    expect(hunks(same(5))).toEqual([{ kind: 'gap', count: 5 }]);
    expect(hunks([])).toEqual([]);
  });
});
