// The text of a rule as blocks that a form can edit, and edits that change only what was meant: comments, order and spacing stay as
// their author left them. It reads the part of TOML that rules are written in; null means: please edit the text.
import type { Scalar } from './shape';

export type Value = Scalar | Scalar[] | null; // null: a value that a form does not edit (an inline table, nested lists)
export interface Entry {
  key: string;
  value: Value;
  line: number; // first line, and the line after its last
  end: number;
}
export interface Block {
  name: string; // "season.span"; empty: what stands before the first header
  list: boolean;
  line: number; // of the header; -1: none
  last: number; // the line after its own last entry
  entries: Entry[];
  children: Block[];
}

const header = /^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$/;
const assignment = /^(\s*)([A-Za-z0-9_-]+|"[^"]*")(\s*=\s*)(.*)$/;

// Where a value ends on its line: quotes and brackets that are still open go on to the next.
function scan(text: string): { closed: boolean; comment: number } {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (quote) {
      if (c === '\\' && quote === '"') i += 1;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '[' || c === '{') depth += 1;
    else if (c === ']' || c === '}') depth -= 1;
    else if (c === '#' && depth === 0) return { closed: true, comment: i };
  }
  return { closed: depth <= 0, comment: -1 };
}

function scalar(text: string): Scalar | null {
  const word = text.trim();
  if (/^"(?:[^"\\]|\\.)*"$/.test(word)) {
    try {
      return JSON.parse(word) as string;
    } catch {
      return null;
    }
  }
  if (/^'[^']*'$/.test(word)) return word.slice(1, -1);
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^[+-]?\d[\d_]*(\.\d+)?$/.test(word)) return Number(word.replace(/_/g, ''));
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return word;
  return null;
}
function items(text: string): Scalar[] | null {
  const inner = text
    .split('\n')
    .map((line) => {
      const { comment } = scan(line.replace(/[[\]]/g, ' '));
      return comment < 0 ? line : line.slice(0, comment);
    })
    .join(' ')
    .trim()
    .slice(1, -1);
  const found = inner.match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,]+/g) ?? [];
  const values = found.map(scalar);
  return values.some((one) => one === null) ? null : (values as Scalar[]);
}

export function parse(text: string): Block | null {
  const lines = text.split('\n');
  const root: Block = { name: '', list: false, line: -1, last: 0, entries: [], children: [] };
  let at = root;
  const newest = new Map<string, Block>();
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (!line.trim() || line.trim().startsWith('#')) continue;
    const head = header.exec(line);
    if (head) {
      const name = head[2]!;
      const parent = newest.get(name.split('.').slice(0, -1).join('.')) ?? root;
      at = { name, list: head[1] === '[[', line: i, last: i + 1, entries: [], children: [] };
      parent.children.push(at);
      newest.set(name, at);
      continue;
    }
    const found = assignment.exec(line);
    if (!found) return null;
    let raw = found[4]!;
    let end = i + 1;
    if (/^("""|''')/.test(raw)) {
      const mark = raw.slice(0, 3);
      while (end < lines.length && !(raw.length > 3 && raw.slice(3).includes(mark))) raw += `\n${lines[end++]!}`;
    } else while (!scan(raw).closed && end < lines.length) raw += `\n${lines[end++]!}`;
    const { comment } = raw.includes('\n') ? { comment: -1 } : scan(raw);
    const bare = (comment < 0 ? raw : raw.slice(0, comment)).trim();
    const value = bare.startsWith('[') ? items(bare) : /^("""|''')/.test(bare) ? null : scalar(bare);
    at.entries.push({ key: found[2]!.replace(/^"|"$/g, ''), value, line: i, end });
    at.last = end;
    i = end - 1;
  }
  return root;
}

export function written(value: Scalar | Scalar[]): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
const splice = (text: string, from: number, to: number, lines: string[]) => {
  const all = text.split('\n');
  all.splice(from, to - from, ...lines);
  return all.join('\n');
};

export const blocksOf = (root: Block, name: string) => root.children.filter((block) => block.name === name);
export const entryOf = (block: Block, key: string) => block.entries.find((entry) => entry.key === key);
export const valueOf = (block: Block, key: string): Value | undefined => entryOf(block, key)?.value;
// The line after the block and all that belongs to it.
export const endOf = (block: Block): number => block.children.reduce((end, child) => Math.max(end, endOf(child)), block.last);

// One value of a block; undefined takes the line away.
export function put(text: string, block: Block, key: string, value: Scalar | Scalar[] | undefined): string {
  const entry = entryOf(block, key);
  if (!entry) return value === undefined ? text : splice(text, block.last, block.last, [`${key} = ${written(value)}`]);
  if (value === undefined) return splice(text, entry.line, entry.end, []);
  const line = text.split('\n')[entry.line]!;
  const found = assignment.exec(line)!;
  const { comment } = entry.end - entry.line === 1 ? scan(found[4]!) : { comment: -1 };
  const rest = comment < 0 ? '' : ` ${'  '.slice(1)}${found[4]!.slice(comment)}`;
  return splice(text, entry.line, entry.end, [`${found[1]}${found[2]}${found[3]}${written(value)}${rest}`]);
}
export function drop(text: string, block: Block): string {
  const lines = text.split('\n');
  const end = endOf(block);
  return splice(text, block.line, lines[end]?.trim() === '' && lines[block.line - 1]?.trim() === '' ? end + 1 : end, []);
}
// A new [[name]] after the last of its kind (of its parent), or at the end.
export function add(text: string, parent: Block, name: string, values: [string, Scalar | Scalar[]][]): string {
  const before = blocksOf(parent, name);
  const lines = [`[[${name}]]`, ...values.map(([key, value]) => `${key} = ${written(value)}`)];
  const after = before.length
    ? endOf(before[before.length - 1]!)
    : parent.line >= 0
      ? endOf(parent)
      : text.replace(/\n+$/, '').split('\n').length;
  const spaced = before.length > 0 && text.split('\n')[before[before.length - 1]!.line - 1]?.trim() === '';
  return splice(text, after, after, spaced ? ['', ...lines] : lines);
}
