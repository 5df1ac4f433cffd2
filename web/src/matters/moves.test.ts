// A move's form: what is missing, and exactly what is sent.
import { describe, expect, it } from 'vitest';
import type { FieldView, MoveView } from '../shared/api/types';
import { command, emptyForm, isMissing, missing } from './moves';

const field = (name: string, kind: string, required = true): FieldView => ({
  name,
  kind,
  required,
  label_zh: name,
  label_en: name,
  choices: [],
});
const move = (...fields: FieldView[]): MoveView => ({
  id: 'x',
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
  it('asks for what is required, each kind in its own way', () => {
    const asked = move(
      field('reason', 'reason'),
      field('unit_id', 'unit_post'),
      field('photos', 'photos'),
      field('passed', 'yes_no'),
      field('text', 'text', false),
    );
    expect(missing(asked, emptyForm()).map((one) => one.name)).toEqual(['reason', 'unit_id', 'photos', 'passed']);
    const filled = { values: { reason: ' 因为 ' }, marks: { passed: false }, unit_id: '7', post_kind: 'department_handler', photos: ['1'] };
    expect(missing(asked, filled)).toEqual([]);
    expect(isMissing(field('reason', 'reason'), { ...emptyForm(), values: { reason: '   ' } })).toBe(true);
  });
  it('sends only the fields of this move, trimmed, with version and reference', () => {
    const form = {
      values: { reason: ' 因为 ', stray: 'x' },
      marks: { passed: true, other: true },
      unit_id: '7',
      post_kind: 'k',
      photos: ['1'],
    };
    expect(command(move(field('reason', 'reason'), field('passed', 'yes_no')), form, '3', 'ref')).toEqual({
      client_ref: 'ref',
      if_version: 3,
      reason: '因为',
      passed: true,
    });
    expect(command(move(field('unit_id', 'unit_post'), field('photos', 'photos')), form, 3, 'ref')).toEqual({
      client_ref: 'ref',
      if_version: 3,
      unit_id: '7',
      post_kind: 'k',
      photos: ['1'],
    });
  });
  it('leaves out what was not answered', () => {
    expect(command(move(field('text', 'text', false), field('strike_off', 'yes_no', false)), emptyForm(), 1, 'r')).toEqual({
      client_ref: 'r',
      if_version: 1,
    });
  });
});
