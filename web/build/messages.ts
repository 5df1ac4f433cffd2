// One module per language from all message files of the house: the server's rooms and the web's own. A doubled key is an error.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

export type Language = 'zh' | 'en';
const id = 'virtual:messages/';

export function messageFiles(root: string, language: Language): string[] {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (name === `${language}.json` && folder.endsWith('messages')) found.push(path);
    }
  };
  walk(join(root, 'src'));
  walk(join(root, 'web', 'src'));
  return found;
}

export function gather(root: string, language: Language): Record<string, string> {
  const all: Record<string, string> = {};
  for (const path of messageFiles(root, language)) {
    const one = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    for (const [key, sentence] of Object.entries(one)) {
      if (key in all) throw new Error(`${relative(root, path)}: ${key} stands in another message file too`);
      all[key] = sentence;
    }
  }
  return all;
}

export function messages(root: string): Plugin {
  return {
    name: 'red-engine-messages',
    resolveId: (source) => (source.startsWith(id) ? `\0${source}` : undefined),
    load(source) {
      if (!source.startsWith(`\0${id}`)) return undefined;
      const language = source.slice(id.length + 1) as Language;
      for (const path of messageFiles(root, language)) this.addWatchFile(path);
      return `export default ${JSON.stringify(gather(root, language))}`;
    },
  };
}
