// Trees from flat lists.
import { describe, expect, it } from 'vitest';
import { grow, lineOf } from './places';

const flat = [
  { id: '1', parent_id: null, name: '区' },
  { id: '2', parent_id: '1', name: '街道' },
  { id: '3', parent_id: '2', name: '社区' },
  { id: '9', parent_id: '8', name: '无主' },
];

describe('places', () => {
  it('grows a tree; what has no parent in the list stands at the top', () => {
    const tree = grow(flat);
    expect(tree.map((node) => node.label)).toEqual(['区', '无主']);
    expect(tree[0]?.children[0]?.children[0]?.label).toBe('社区');
  });
  it('gives the line from the top, and does not run in circles', () => {
    expect(lineOf(flat, '3').map((one) => one.name)).toEqual(['区', '街道', '社区']);
    expect(lineOf([{ id: '1', parent_id: '1', name: 'x' }], '1').length).toBeLessThanOrEqual(20);
    expect(lineOf(flat, null)).toEqual([]);
  });
});
