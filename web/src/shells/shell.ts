// Which shell this page is. A field post works in the phone's manner on the desk's address too.
import { ref } from 'vue';

export type ShellName = 'desk' | 'field';
export const shell = ref<ShellName>('desk');
