// Lists as data: what is found, in which order, and what stands in a file.
import { describe, expect, it } from 'vitest';
import { cellText, fits, sheetValue, sorted, turnSort, type Column } from './columns';
import { csv, plainText } from './sheet';

interface Row {
  name: string;
  n: number;
  kind: string;
}
const rows: Row[] = [
  { name: '槐园', n: 12, kind: 'community' },
  { name: '迎新', n: 3, kind: 'village' },
];
const columns: Column<Row>[] = [
  { key: 'name', label: '名称', sort: 'name', note: (row) => row.kind },
  { key: 'n', label: '件数', kind: 'n', sort: 'n' },
];

describe('lists', () => {
  it('sorts numbers as numbers and turns the order', () => {
    expect(sorted(rows, columns, 'n').map((row) => row.n)).toEqual([3, 12]);
    expect(sorted(rows, columns, '-n').map((row) => row.n)).toEqual([12, 3]);
    expect(turnSort('n', 'n')).toBe('-n');
    expect(turnSort('-n', 'n')).toBe('n');
    expect(turnSort('name', 'n')).toBe('n');
  });
  it('finds words in every column and its grey line', () => {
    const find = (q: string) => rows.filter((row) => fits(row, columns, [{ name: 'q', label: '' }], { q })).map((row) => row.name);
    expect(find('槐')).toEqual(['槐园']);
    expect(find('VILLAGE')).toEqual(['迎新']);
    expect(find('')).toHaveLength(2);
    expect(rows.filter((row) => fits(row, columns, [{ name: 'kind', label: '', kind: 'choice' }], { kind: 'village' }))).toHaveLength(1);
  });
  it('writes sheets that a spreadsheet program opens and that run nothing', () => {
    const evil: Row = { name: '=HYPERLINK("x")', n: -2, kind: '' };
    expect(csv(columns, [evil, { name: 'a"b,c', n: 1, kind: '' }])).toBe('\ufeff名称,件数\r\n"\'=HYPERLINK(""x"")",-2\r\n"a""b,c",1\r\n');
    expect(cellText(columns[1]!, rows[0]!)).toBe('12');
    expect(sheetValue(columns[1]!, rows[0]!)).toBe(12);
  });
  it('reads as lines of a chat', () => {
    expect(plainText('清单', columns, rows)).toBe('清单\n1. 槐园 · 件数：12\n2. 迎新 · 件数：3');
  });
});
