// Acts on many at once.
import { describe, expect, it } from 'vitest';
import { commonMoves } from './bulk';

const one = (id: string, ...moves: string[]) => ({ id, title: id, moves });

describe('acts in common', () => {
  it('offers what at least two allow and what asks for nothing', () => {
    const chosen = [one('1', 'register', 'reject'), one('2', 'register', 'urge'), one('3', 'dispatch', 'urge', 'register')];
    expect(commonMoves(chosen)).toEqual([
      { move: 'register', count: 3 },
      { move: 'urge', count: 2 },
    ]);
    expect(commonMoves([one('1', 'urge', 'sign'), one('2', 'urge', 'sign'), one('3', 'urge')]).map((each) => each.move)).toEqual([
      'sign',
      'urge',
    ]);
    expect(commonMoves([one('1', 'register')])).toEqual([]);
    expect(commonMoves([one('1', 'reject'), one('2', 'reject')])).toEqual([]);
  });
});
