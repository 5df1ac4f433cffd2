// Forms of moves: scores become fields and come back as scores; a position is asked outside of the form.
import { describe, expect, it } from 'vitest';
import { asksPosition, commandOf, formOf } from './moves';
import type { Move } from './types';

const move = (fields: object[]): Move =>
  ({ id: 'x', name_zh: '甲', name_en: 'A', main: true, allowed: true, fields, then_zh: '', then_en: '' }) as unknown as Move;
const field = (name: string, kind: string, options: object[] = [], choices: string[] = []) => ({
  name,
  kind,
  required: true,
  label_zh: name,
  label_en: name,
  options,
  choices,
});

describe('forms of moves', () => {
  it('asks each score by itself, best first, and sends them together', () => {
    const fields = formOf(
      move([field('scores', 'scores', [{ code: 'speed', name_zh: '响应速度', name_en: 'Speed' }]), field('text', 'text')]),
    );
    expect(fields.map((one) => [one.name, one.kind, one.must])).toEqual([
      ['score_speed', 'choice', true],
      ['text', 'lines', true],
    ]);
    expect(fields[0]!.choices!.map((one) => one.value)).toEqual(['5', '4', '3', '2', '1']);
    expect(commandOf({ score_speed: '4', text: '好', client_ref: 'r' })).toEqual({
      text: '好',
      client_ref: 'r',
      scores: [{ code: 'speed', score: 4 }],
    });
    expect(commandOf({ text: '好' })).toEqual({ text: '好' });
  });
  it('sends the marks that a ruling names and leaves the others as they stand', () => {
    const fields = formOf(move([field('marks', 'marks', [{ code: 'solved', name_zh: '解决', name_en: 'Solved' }])]));
    expect(fields.map((one) => [one.name, one.kind])).toEqual([['mark_solved', 'number']]);
    expect(commandOf({ mark_solved: 40, mark_satisfied: '', reason: '属实' })).toEqual({
      reason: '属实',
      marks: [{ code: 'solved', points: 40 }],
    });
  });
  it('leaves a position to the moment of the act', () => {
    const one = move([field('text', 'text'), field('place', 'position')]);
    expect(asksPosition(one)).toBe(true);
    expect(formOf(one).map((asked) => asked.name)).toEqual(['text']);
  });
  it('names what a whistle may end with', () => {
    const [outcome] = formOf(move([field('outcome', 'choice', [], ['solved', 'partly'])]));
    expect(outcome!.choices).toEqual([
      { value: 'solved', label: '已解决' },
      { value: 'partly', label: '部分解决' },
    ]);
  });
});
