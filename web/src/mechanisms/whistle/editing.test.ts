// The blow form: a unit against the list needs a reason, an item brings its unit, one leads.
import { describe, expect, it } from 'vitest';
import { commandOf, completed, differing, editorFields, leadFault } from './editing';
import type { Competence } from './types';

const competence: Competence = {
  items: [
    {
      code: 'noise',
      zh: '噪声',
      en: 'Noise',
      basis_kind: 'law',
      basis: '法',
      unit_id: '1',
      unit_name: '公安',
      also: [{ id: '2', name: '环保' }],
      suggested: true,
      precedents: [],
    },
    {
      code: 'joint',
      zh: '综合',
      en: 'Joint',
      basis_kind: 'delegated',
      basis: '权',
      unit_id: null,
      unit_name: '',
      also: [],
      suggested: false,
      precedents: [],
    },
  ],
  kinds: [
    { code: 'hard', zh: '攻坚哨', en: 'Hard', approval: 'before', needs_leader: true, may_blow: true, approvers: [], clocks: [] },
    { code: 'other', zh: '他哨', en: 'Other', approval: 'before', needs_leader: false, may_blow: false, approvers: [], clocks: [] },
  ],
  units: [{ id: '1', name: '公安', kind: 'department', post_kinds: ['department_duty', 'department_handler'], teams: [], guest: false }],
  band: { low_per_100: 1, high_per_100: 8 },
  rule_version: 1,
};

describe('the blow form', () => {
  it('asks for a reason only against the list', () => {
    expect(differing(competence, { lines: [{ item: 'noise', unit_id: '1' }] })).toBe(false);
    expect(differing(competence, { lines: [{ item: 'noise', unit_id: '2' }] })).toBe(false);
    expect(differing(competence, { lines: [{ item: 'joint', unit_id: '9' }] })).toBe(false);
    expect(differing(competence, { lines: [{ item: 'noise', unit_id: '9' }] })).toBe(true);
  });
  it('fills the competent unit in and lets the first one lead', () => {
    expect(completed(competence, [{ item: '', unit_id: '', lead: false }], [{ item: 'noise', unit_id: '', lead: false }])).toEqual([
      { item: 'noise', unit_id: '1', lead: true },
    ]);
    const chosen = [{ item: 'noise', unit_id: '2', lead: false }];
    expect(completed(competence, chosen, chosen)).toEqual(chosen);
  });
  it('refuses two that lead', () => {
    expect(leadFault({ lines: [{ lead: true }, { lead: true }] })).not.toBe('');
    expect(leadFault({ lines: [{ lead: true }, { lead: false }] })).toBe('');
  });
  it('offers the kinds that I may blow, asks for the chair where one is needed', () => {
    const fields = editorFields(competence, null);
    expect(fields[0]!.choices!.map((one) => one.value)).toEqual(['hard']);
    const chair = fields.find((one) => one.name === 'chair')!;
    expect(chair.when!({ kind: 'hard' })).toBe(true);
    expect(chair.when!({ kind: 'other' })).toBe(false);
  });
  it('sends the post that answers, the origin and its point', () => {
    const sent = commandOf(
      competence,
      { title: 'x', lines: [{ item: 'noise', unit_id: '1', lead: true }] },
      { kind: 'matter', id: '7' },
      { lon: 1, lat: 2 },
    );
    expect(sent).toMatchObject({
      lines: [{ unit_id: '1', post_kind: 'department_duty', item: 'noise', lead: true }],
      origin: { kind: 'matter', id: '7' },
      waits: false,
      lon: 1,
      lat: 2,
    });
  });
});
