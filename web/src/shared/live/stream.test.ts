// What the event stream says, in every shape that the server may give a subject.
import { describe, expect, it } from 'vitest';
import { parseMoved } from './stream';

describe('events', () => {
  it('reads a subject as an object, as text, and as two fields', () => {
    const wanted = { kind: 'matter', id: '7' };
    expect(parseMoved('{"seq":"1","kind":"matter.registered","subject":{"kind":"matter","id":"7"}}')?.subject).toEqual(wanted);
    expect(parseMoved('{"seq":"1","kind":"matter.registered","subject":"matter:7"}')?.subject).toEqual(wanted);
    expect(parseMoved('{"seq":"1","kind":"x","subject_kind":"matter","subject_id":"7"}')?.subject).toEqual(wanted);
  });
  it('ignores what it cannot read', () => {
    expect(parseMoved('')).toBeNull();
    expect(parseMoved('{"seq":"1"}')).toBeNull();
  });
});
