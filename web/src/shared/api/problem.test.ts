// A refusal becomes a sentence, faults by field, and a remedy; nothing raw reaches the reader.
import { describe, expect, it } from 'vitest';
import { asProblem, Problem, problemOf } from './problem';

const refused = new Problem({
  status: 422,
  code: 'invalid',
  reason: 'no.such.key',
  errors: [
    { path: '/reason', reason: 'web.form.too_short' },
    { path: '/photos/0', reason: 'no.such.key.either' },
  ],
});

describe('problems', () => {
  it('falls back from an unknown reason to the code, never to a raw key', () => {
    expect(refused.sentence).toBe('有些内容需要修改');
    expect(new Problem({ status: 418, code: 'x', reason: 'y.z' }).sentence).toBe('出了问题（418），请稍后再试');
  });
  it('gives each field its faults and the rest beside them', () => {
    expect(refused.faultsOf('/reason')).toEqual(['请填写这一项']);
    expect(refused.faultsBeside(['/reason'])).toEqual(['photos/0 这一项不符合要求']);
  });
  it('reads any answer, also one that is no JSON', () => {
    expect(problemOf(502, '<html>').fields).toMatchObject({ status: 502, code: 'other' });
    expect(problemOf(409, { code: 'refused', reason: 'x.y', remedy: 'x.z' }).fields).toMatchObject({
      status: 409,
      code: 'refused',
      remedy: 'x.z',
    });
    expect(asProblem(new TypeError('x')).fields.code).toBe('other');
    expect(asProblem(refused)).toBe(refused);
  });
});
