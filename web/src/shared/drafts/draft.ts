// What was typed stays: a form's draft in sessionStorage until it is sent, also over a reload or a lost sign-in.
import { reactive, watch } from 'vue';

const prefix = 'red.draft.';

export function useDraft<T extends object>(name: string, empty: () => T): { draft: T; clear: () => void } {
  const key = prefix + name;
  let kept: Partial<T> = {};
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>;
  } catch {
    kept = {};
  }
  const draft = reactive({ ...empty(), ...kept }) as T;
  watch(
    draft,
    () => {
      try {
        sessionStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // Storage full or forbidden: the form still works, only a reload loses it.
      }
    },
    { deep: true, flush: 'sync' },
  );
  return {
    draft,
    clear() {
      Object.assign(draft, empty());
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Nothing was kept then.
      }
    },
  };
}

export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}

// Drafts are one person's: another one who signs in on this computer does not see them.
const owner_key = 'red.drafts_of';
export function belongsTo(account: string): void {
  try {
    const before = sessionStorage.getItem(owner_key);
    if (before && before !== account) forgetDrafts();
    sessionStorage.setItem(owner_key, account);
  } catch {
    // Nothing was kept then.
  }
}
