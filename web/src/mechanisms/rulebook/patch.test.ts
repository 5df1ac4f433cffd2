// One value changes, everything else of the file stays.
import { describe, expect, it } from 'vitest';
import { patch } from './patch';
import { isTable, shapeOf, titleOf } from './shape';
import { words } from './words';

const file = `code = "limits/matters"   # do not touch
version = 3
[source]
tag = "P"
[[limit]]
category = "*"
amount = 2   # working days
unit = "working_days"
[[limit]]
category = "p-01-01"
amount = 1
list = ["a",
  "b"]
`;

describe('patching a rule', () => {
  it('changes the named value of the named record and keeps comments', () => {
    expect(patch(file, 'limit', 0, 'amount', 5)).toBe(file.replace('amount = 2   # working', 'amount = 5   # working'));
    expect(patch(file, 'limit', 1, 'category', '井"盖"')).toBe(file.replace('"p-01-01"', '"井\\"盖\\""'));
    expect(patch(file, '', 0, 'version', 4)).toBe(file.replace('version = 3', 'version = 4'));
  });
  it('refuses what is not there or runs over lines', () => {
    expect(patch(file, 'limit', 2, 'amount', 1)).toBeNull();
    expect(patch(file, 'limit', 0, 'nothing', 1)).toBeNull();
    expect(patch(file, 'limit', 1, 'list', 'x')).toBeNull();
    expect(patch(file, '', 0, 'tag', 'A')).toBeNull();
  });
});

describe('the shape of a rule', () => {
  it('puts values, tables and groups apart and leaves out what the page says elsewhere', () => {
    const shape = shapeOf({ code: 'x', version: 1, years: [2025, 2026], limit: [{ a: 1 }, { a: 2, b: true }], open: { from: 'x' } });
    expect(shape.values).toEqual([['years', [2025, 2026]]]);
    expect(shape.tables).toEqual([{ name: 'limit', columns: ['a', 'b'], rows: [{ a: 1 }, { a: 2, b: true }] }]);
    expect(shape.groups.map(([name]) => name)).toEqual(['open']);
    expect(words([{ a: 1 }, { a: 2 }])).toBe('a：1\na：2');
    expect(words(undefined)).toBe('');
  });
  it('lays wide or nested records out one below the other, each under its name', () => {
    expect(isTable({ name: 'limit', columns: ['a'], rows: [{ a: 1 }, { a: ['x', 'y'] }] })).toBe(true);
    expect(isTable({ name: 'move', columns: ['a'], rows: [{ a: [{ b: 1 }] }] })).toBe(false);
    expect(isTable({ name: 'x', columns: [...'abcdefghi'], rows: [] })).toBe(false);
    expect(titleOf({ id: 'sign', zh: '签收', en: 'Sign' }, 'zh')).toBe('签收');
    expect(titleOf({ id: 'sign', en: 'Sign' }, 'zh')).toBe('sign');
  });
  it('names fixed words, actions and fields, and shows what has no name as it is', () => {
    expect(words('working_days')).toBe('工作日');
    expect(words('*')).toBe('任意');
    expect(words(['matter.confirm'], 'actions')).toBe('核实');
    expect(words('p-01-01')).toBe('p-01-01');
  });
});
