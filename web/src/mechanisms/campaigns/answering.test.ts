import { describe, expect, it } from 'vitest';
import { answerFields, commandOf, finds } from './answering';
import type { Question } from './types';

const lane = { code: 'lane', label: '通道', kind: 'yes_no', required: true, finding: 'no', words: '被占' } as Question;
const wires = { code: 'wires', label: '飞线', kind: 'number', finding: '>2', words: '飞线' } as Question;

describe('a site as a form', () => {
  it('knows what is a finding', () => {
    expect(finds(lane, 'no')).toBe(true);
    expect(finds(lane, 'yes')).toBe(false);
    expect(finds(wires, '3')).toBe(true);
    expect(finds(wires, '2')).toBe(false);
    expect(finds(wires, '')).toBe(false);
  });
  it('asks for a photo only of a finding', () => {
    const photo = answerFields([lane], true).find((field) => field.name === 'answers/lane/photos')!;
    expect(photo.must).toBe(true);
    expect(photo.when!({ 'answers/lane': false })).toBe(true);
    expect(photo.when!({ 'answers/lane': true })).toBe(false);
  });
  it('sends what was answered', () => {
    const sent = commandOf([lane, wires], { 'answers/lane': false, 'answers/lane/photos': ['7'], client_ref: 'r' });
    expect(sent).toEqual({ answers: [{ code: 'lane', value: 'no', words: '', photos: ['7'] }], client_ref: 'r' });
  });
});
