// Sentences by key, in the reader's language. The server sends keys and params, never sentences.
import { ref, shallowRef } from 'vue';

export type Language = 'zh' | 'en';
export type Params = Record<string, string | number>;

const storage_key = 'red.language';
const sentences = shallowRef<Record<string, string>>({});
export const language = ref<Language>('zh');

const loaders: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  zh: () => import('virtual:messages/zh'),
  en: () => import('virtual:messages/en'),
};

export async function setLanguage(next: Language): Promise<void> {
  sentences.value = (await loaders[next]()).default;
  language.value = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(storage_key, next);
  } catch {
    // A browser without storage keeps the language for this page only.
  }
}

export async function startLanguage(): Promise<void> {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storage_key);
  } catch {
    kept = null;
  }
  await setLanguage(kept === 'en' ? 'en' : 'zh');
}

export function has(key: string): boolean {
  return key in sentences.value;
}

// A param that has its words in both languages comes as name_zh and name_en.
export function fill(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{([a-z_]+)\}/g, (hole, name: string) => String(params[`${name}_${language.value}`] ?? params[name] ?? hole));
}

// A missing key answers itself: ugly on purpose, the browser tests look for it.
export function t(key: string, params: Params = {}): string {
  return fill(sentences.value[key] ?? key, params);
}

// The first of these keys that has a sentence.
export function tAny(keys: string[], params: Params = {}): string {
  const found = keys.find(has);
  return found ? t(found, params) : t(keys[keys.length - 1] ?? '', params);
}

// Things that carry both names themselves: name_zh and name_en, label_zh and label_en …
export function named<T extends object>(thing: T | null | undefined, stem = 'name'): string {
  if (!thing) return '';
  const fields = thing as Record<string, unknown>;
  const own = fields[`${stem}_${language.value}`];
  return String(own || fields[`${stem}_zh`] || fields[`${stem}_en`] || '');
}
