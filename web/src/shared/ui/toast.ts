// Short words about what just happened, read aloud, gone after a while; refusals stay where the act is and never come here.
import { ref } from 'vue';

export interface Toast {
  key: number;
  words: string;
}
export const toasts = ref<Toast[]>([]);
const shown_ms = 6_000;
let last = 0;

export function say(words: string): void {
  const key = ++last;
  toasts.value = [{ key, words }]; // the news before it is old: on a telephone three of them would lie on the form
  setTimeout(() => hush(key), shown_ms);
}
export function hush(key: number): void {
  toasts.value = toasts.value.filter((toast) => toast.key !== key);
}
