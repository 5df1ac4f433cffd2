// A list by keyboard: j and k go down and up, Enter opens, x chooses. Keys that belong to a field or an open dialog stay theirs.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

export interface ListKeys {
  open: (at: number) => void;
  tick?: (at: number) => void;
  main?: (at: number) => void; // "a": the row's main act
}
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=combobox]')) {
    // A tick box that has the focus still lets j and k walk on.
    if (!(target instanceof HTMLInputElement && target.type === 'checkbox')) return true;
  }
  return Boolean(document.querySelector('.el-overlay:not([style*="display: none"]) [role=dialog]'));
}

export function useListKeys(count: () => number, does: ListKeys, table: Ref<HTMLElement | null>) {
  const at = ref(-1);
  function go(to: number) {
    at.value = Math.max(0, Math.min(count() - 1, to));
    const row = table.value?.querySelectorAll<HTMLElement>('tbody > tr')[at.value];
    row?.scrollIntoView({ block: 'nearest' });
    row?.focus({ preventScroll: true });
  }
  function listen(event: KeyboardEvent) {
    if (!count() || isTaken(event)) return;
    const inside = (event.target as HTMLElement | null)?.closest('a, button, summary');
    if (event.key === 'j' || event.key === 'k') go(at.value + (event.key === 'j' ? 1 : -1));
    else if (at.value < 0 || at.value >= count()) return;
    else if (event.key === 'x' && does.tick) does.tick(at.value);
    else if (event.key === 'a' && does.main) does.main(at.value);
    else if (event.key === 'Enter' && !inside) does.open(at.value);
    else return;
    event.preventDefault();
  }
  onMounted(() => addEventListener('keydown', listen));
  onBeforeUnmount(() => removeEventListener('keydown', listen));
  return { at, go };
}
