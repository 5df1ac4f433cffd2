// Moves: the main one, and the form that a move's fields become.
import { describe, expect, it } from 'vitest';
import type { FieldView, MoveView } from '../shared/api/types';
import { asked, emptyValues, lacking, toSend } from '../shared/form/fields';
import { formOf, mainOf, rowMoves } from './moves';

const field = (name: string, kind: string, required = true): FieldView => ({
  name,
  kind,
  required,
  label_zh: name,
  label_en: name,
  choices: [],
  options: [],
});
const move = (id: string, ...fields: FieldView[]): MoveView => ({
  id,
  name_zh: 'x',
  name_en: 'x',
  main: true,
  allowed: true,
  refusal: null,
  fields,
  then_zh: '',
  then_en: '',
});

describe('moves', () => {
  it('has no red button for what does not bring the matter on', () => {
    expect(mainOf(['hold', 'urge'])).toBeUndefined();
    expect(rowMoves(['hold', 'urge'], 2)).toEqual([
      { id: 'hold', main: false },
      { id: 'urge', main: false },
    ]);
    expect(rowMoves(['urge', 'confirm', 'reject', 'merge'], 2)).toEqual([
      { id: 'confirm', main: true },
      { id: 'reject', main: false },
    ]);
  });
  it('asks for what is required, each kind in its own way', () => {
    const fields = formOf(
      move(
        'm',
        field('reason', 'reason'),
        field('unit_id', 'unit_post'),
        field('photos', 'photos'),
        field('granted', 'yes_no'),
        field('text', 'text', false),
      ),
    );
    const empty = emptyValues(fields);
    expect(lacking(fields, empty)).toBe(true);
    const filled = { ...empty, reason: ' 因为 ', granted: false, unit_id: '7', post_kind: 'department_handler', photos: ['1'] };
    expect(lacking(fields, filled)).toBe(false);
    expect(toSend(fields, filled)).toEqual({
      reason: '因为',
      granted: false,
      unit_id: '7',
      post_kind: 'department_handler',
      photos: ['1'],
    });
    expect(lacking(fields, { ...filled, reason: '  ' })).toBe(true);
  });
  it('leaves out what was not answered', () => {
    const fields = formOf(
      move('feedback', field('text', 'text', false), field('strike_off', 'yes_no', false), field('amount', 'number', false)),
    );
    expect(toSend(fields, emptyValues(fields))).toEqual({});
    expect(toSend(fields, { ...emptyValues(fields), amount: '3', strike_off: true })).toEqual({ amount: 3, strike_off: true });
  });
  it('asks why an inspection failed, and whether to strike off when it passed', () => {
    const fields = formOf(
      move('inspect', field('passed', 'yes_no'), field('reason', 'reason', false), field('strike_off', 'yes_no', false)),
    );
    const names = (passed: boolean | null) => asked(fields, { ...emptyValues(fields), passed }).map((one) => one.name);
    expect(names(null)).toEqual(['passed']);
    expect(names(true)).toEqual(['passed', 'strike_off']);
    expect(names(false)).toEqual(['passed', 'reason']);
    expect(lacking(fields, { ...emptyValues(fields), passed: false })).toBe(true);
  });
  it('splits into parts with a title each', () => {
    const fields = formOf(move('split', field('parts', 'parts')));
    const values = emptyValues(fields);
    expect(lacking(fields, values)).toBe(true);
    const parts = [{ title: '清运', description: '', category: '', area_id: '' }];
    expect(toSend(fields, { ...values, parts })).toEqual({ parts: [{ title: '清运' }] });
  });
});
