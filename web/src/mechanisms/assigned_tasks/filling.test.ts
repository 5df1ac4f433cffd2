import { describe, expect, it } from 'vitest';
import { commandOf, startOf } from './filling';
import type { LineView } from './types';

const view = {
  row: { version: 3, spent_minutes: null },
  fields: [
    { code: 'lifts', label: 'Lifts', kind: 'number', required: true },
    { code: 'canteen', label: 'Canteen', kind: 'yes_no' },
    { code: 'photos', label: 'Photos', kind: 'photo' },
  ],
  answers: [],
  prefill: [
    { code: 'lifts', value: '7', source: 'line' },
    { code: 'canteen', value: 'no', source: 'line' },
  ],
} as unknown as LineView;

describe('filling a form', () => {
  it('begins with what is known, in the kind of each field', () => {
    expect(startOf(view)).toMatchObject({ 'answers/lifts': '7', 'answers/canteen': false });
  });
  it('begins with what was answered before, when it was returned', () => {
    const again = { ...view, answers: [{ code: 'lifts', value: '9', confirmed: false }] } as LineView;
    expect(startOf(again)['answers/lifts']).toBe('9');
  });
  it('sends answers and says which were only confirmed', () => {
    const sent = commandOf(view, { 'answers/lifts': 7, 'answers/canteen': true, 'answers/photos': ['1', '2'], client_ref: 'r' });
    expect(sent).toEqual({
      answers: [
        { code: 'lifts', value: '7', confirmed: true },
        { code: 'canteen', value: 'yes', confirmed: false },
        { code: 'photos', value: '1,2', confirmed: false },
      ],
      if_version: 3,
      client_ref: 'r',
    });
  });
  it('leaves out what was not answered', () => {
    expect(commandOf(view, { 'answers/lifts': 0, client_ref: 'r' })).toMatchObject({
      answers: [{ code: 'lifts', value: '0', confirmed: false }],
    });
  });
});
