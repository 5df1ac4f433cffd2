// Colours are named once, in tokens.css; the pairs that carry text reach WCAG AA.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(__dirname, '../..');
const tokens = readFileSync(join(__dirname, 'tokens.css'), 'utf8');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /\.(vue|css|ts)$/.test(name) && name !== 'tokens.css' && !name.endsWith('.test.ts') && !name.endsWith('.d.ts') ? [path] : [];
  });
}
const value = (name: string) => new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(tokens)![1]!;
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
  it('stand in tokens.css alone', () => {
    const found = files(src).filter((path) =>
      /#[0-9a-f]{3,8}\b(?![^<]*&)|\brgba?\(|\bhsla?\(/i.test(
        readFileSync(path, 'utf8').replace(/href="#[^"]*"|#(main|app|foot)\b|v-slot:\w+|'#\w+'/g, ''),
      ),
    );
    expect(found.map((path) => path.slice(src.length))).toEqual([]);
  });
  it.each([
    ['ink', 'paper'],
    ['ink-2', 'paper'],
    ['ink-3', 'paper'],
    ['ink-3', 'ground'],
    ['ok', 'ok-tint'],
    ['soon', 'soon-tint'],
    ['late', 'late-tint'],
    ['hold', 'hold-tint'],
    ['info', 'info-tint'],
    ['info', 'paper'],
    ['red', 'red-tint'],
    ['white', 'red'],
    ['night-ink', 'night'],
    ['night-ink-2', 'night'],
  ])('%s on %s can be read', (text, ground) => {
    expect(contrast(value(text), value(ground))).toBeGreaterThanOrEqual(4.5);
  });
});
