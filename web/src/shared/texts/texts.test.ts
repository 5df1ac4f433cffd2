// Sentences: holes are filled, and every key that a screen names stands in both languages.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gather } from '../../../build/messages';
import { fill, named, setLanguage, t, tAny } from './texts';

const root = join(__dirname, '../../../..');
const web = join(root, 'web/src');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(vue|ts)$/.test(name) && !/\.test\.ts$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}
// 'room.screen.word' in quotes anywhere in a source file; a template like `mine.figure.${x}` gives its stem.
const rooms = readdirSync(join(web, 'mechanisms'));
function keysNamed(text: string): { whole: string[]; stems: string[] } {
  const prefix = `(?:web|matters|accounts|${rooms.join('|')})`;
  return {
    whole: [...text.matchAll(new RegExp(`['"\`](${prefix}\\.[a-z_]+\\.[a-z_0-9]+)['"\`]`, 'g'))].map((m) => m[1]!),
    stems: [...text.matchAll(new RegExp(`\`(${prefix}\\.[a-z_]+\\.[a-z_0-9]*)\\$\\{`, 'g'))].map((m) => m[1]!),
  };
}

describe('sentences', () => {
  it('fills holes and leaves unknown ones visible', () => {
    expect(fill('剩 {n} 天 {x}', { n: 2 })).toBe('剩 2 天 {x}');
  });
  it('answers a missing key with the key', () => {
    expect(t('nowhere.at.all')).toBe('nowhere.at.all');
    expect(tAny(['nowhere.at.all', 'web.shell.brand'])).toBe('红色引擎');
  });
  it('follows the language', async () => {
    const thing = { name_zh: '网格', name_en: 'Grid' };
    expect(named(thing)).toBe('网格');
    await setLanguage('en');
    expect(t('web.shell.brand')).toBe('Red Engine');
    expect(named(thing)).toBe('Grid');
    await setLanguage('zh');
  });
  for (const language of ['zh', 'en'] as const) {
    it(`has every key that a screen names (${language})`, () => {
      const all = gather(root, language);
      const lacking: string[] = [];
      for (const path of sources(web)) {
        const { whole, stems } = keysNamed(readFileSync(path, 'utf8'));
        for (const key of whole) if (!(key in all)) lacking.push(`${path.slice(web.length)}: ${key}`);
        for (const stem of stems)
          if (!Object.keys(all).some((key) => key.startsWith(stem))) lacking.push(`${path.slice(web.length)}: ${stem}…`);
      }
      expect(lacking).toEqual([]);
    });
  }
  it('has no web sentence that no screen uses', () => {
    const text = sources(web)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const { whole, stems } = keysNamed(text);
    const own = Object.keys(gather(join(root, 'web', '..'), 'zh')).filter(
      (key) => key.startsWith('web.') || new RegExp(`^(${rooms.join('|')})\\.[a-z_]+\\.[a-z_0-9]+$`).test(key),
    );
    const unused = own.filter((key) => !whole.includes(key) && !stems.some((stem) => key.startsWith(stem)) && !/^web\.problem\./.test(key));
    const ofServer = new Set(serverKeys());
    expect(unused.filter((key) => !ofServer.has(key))).toEqual([]);
  });
});

function serverKeys(): string[] {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (name === 'zh.json' && folder.endsWith('messages'))
        found.push(...Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object));
    }
  };
  walk(join(root, 'src'));
  return found;
}
