// Changes one plain value in the text of a TOML file and nothing else: comments, order and spacing stay as their author left them.
import type { Scalar } from './shape';

const value = /^(\s*(?:[A-Za-z0-9_-]+|"[^"]*")\s*=\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^#\r\n]*?)(\s*(?:#.*)?)$/;
const header = /^\s*\[/;

export function written(next: Scalar): string {
  return typeof next === 'string' ? JSON.stringify(next) : String(next);
}

// `section` and `index` name the index-th [[section]]; an empty section is what stands before the first header.
// Null: there is no such line, or its value does not end on it.
export function patch(text: string, section: string, index: number, key: string, next: Scalar): string | null {
  const lines = text.split('\n');
  let at = 0;
  if (section) {
    let seen = -1;
    at = lines.findIndex((line) => line.trim().replace(/\s*#.*$/, '') === `[[${section}]]` && ++seen === index) + 1;
    if (at === 0) return null;
  }
  for (; at < lines.length && !header.test(lines[at]!); at += 1) {
    const line = lines[at]!;
    const found = value.exec(line);
    if (!found || found[1]!.split('=')[0]!.trim().replace(/^"|"$/g, '') !== key) continue;
    if (/^("""|'''|\[|\{)/.test(found[2]!)) return null;
    lines[at] = `${found[1]}${written(next)}${found[3]}`;
    return lines.join('\n');
  }
  return null;
}
