import { describe, expect, it } from 'vitest';
import { add, blocksOf, drop, endOf, parse, put, valueOf } from './toml';

const text = `# how long
code = "limits/x"
warn_percent = 80  # of the time
names = [
  "a", # first
  "b",
]

[source]
tag = "P"
text = "含 # 的文字"

[[clock]]
code = "accept"
zh = "受理"

[[limit]]
clock = "accept"
amount = 4   # hours
unit = "office_hours"

[[limit]]
clock = "accept"
category = "e-04"
amount = 1
unit = "clock_hours"

[[season]]
from = "01-01"
[[season.span]]
from = "08:30"
[[season.span]]
from = "14:30"
`;
const root = () => parse(text)!;

describe('rules as blocks', () => {
  it('reads values, lists, comments and nested tables', () => {
    expect(valueOf(root(), 'warn_percent')).toBe(80);
    expect(valueOf(root(), 'names')).toEqual(['a', 'b']);
    expect(valueOf(blocksOf(root(), 'source')[0]!, 'text')).toBe('含 # 的文字');
    expect(blocksOf(root(), 'limit')).toHaveLength(2);
    expect(blocksOf(root(), 'season')[0]!.children).toHaveLength(2);
  });
  it('changes one value and nothing else', () => {
    const next = put(text, blocksOf(root(), 'limit')[0]!, 'amount', 6);
    expect(next).toBe(text.replace('amount = 4   # hours', 'amount = 6  # hours'));
    expect(put(text, root(), 'names', ['c'])).toContain('names = ["c"]\n\n[source]');
  });
  it('adds a key that was not there, and takes one away', () => {
    const next = put(text, blocksOf(root(), 'limit')[0]!, 'grade', '1');
    expect(valueOf(blocksOf(parse(next)!, 'limit')[0]!, 'grade')).toBe('1');
    expect(put(next, blocksOf(parse(next)!, 'limit')[0]!, 'grade', undefined)).toBe(text);
  });
  it('adds a record after the last of its kind and removes it again', () => {
    const next = add(text, root(), 'limit', [['clock', 'accept']]);
    const limits = blocksOf(parse(next)!, 'limit');
    expect(limits).toHaveLength(3);
    expect(next.indexOf('[[season]]')).toBeGreaterThan(next.lastIndexOf('[[limit]]'));
    expect(drop(next, limits[2]!)).toBe(text);
  });
  it('adds a nested record to its own parent and drops a parent with all its own', () => {
    const season = blocksOf(root(), 'season')[0]!;
    const next = add(text, season, 'season.span', [['from', '19:00']]);
    expect(blocksOf(parse(next)!, 'season')[0]!.children).toHaveLength(3);
    expect(drop(text, season)).not.toContain('span');
    expect(endOf(season)).toBe(text.trimEnd().split('\n').length);
  });
  it('says when a text is not for forms', () => {
    expect(parse('not toml at all')).toBeNull();
  });
});
