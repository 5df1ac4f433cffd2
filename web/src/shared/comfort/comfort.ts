// Large type for whoever wants it, on any screen; kept on this computer.
import { ref, watchEffect } from 'vue';

const storage_key = 'red.large';
export const large = ref(false);

export function startComfort(): void {
  try {
    large.value = localStorage.getItem(storage_key) === '1';
  } catch {
    large.value = false;
  }
  watchEffect(() => document.documentElement.classList.toggle('is-large', large.value));
}
export function turnLarge(): void {
  large.value = !large.value;
  try {
    localStorage.setItem(storage_key, large.value ? '1' : '0');
  } catch {
    // A browser without storage keeps it for this page only.
  }
}
