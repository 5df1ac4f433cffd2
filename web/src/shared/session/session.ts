// Who is signed in, with which posts and actions; filled by /me, by signing in and by a demo card.
import { computed, ref, shallowRef } from 'vue';
import { get, onUnauthenticated, post, useCsrf } from '../api/client';
import { asProblem } from '../api/problem';
import type { Me } from '../api/types';
import { forgetDrafts } from '../drafts/draft';
import { learnNow, setZone } from '../time/time';

export const me = shallowRef<Me | null>(null);
export const asked = ref(false);
export const isDemo = computed(() => me.value?.district.demo ?? false);
const field_posts = ['grid_worker', 'grid_leader', 'department_handler', 'lane_steward'];
// Field posts get the phone's manner: large type, one big act.
export const isFieldPost = computed(() => {
  const posts = me.value?.posts ?? [];
  return posts.length > 0 && posts.every((one) => field_posts.includes(one.kind));
});

const changed = new Set<() => void>();
export function onSessionChange(listener: () => void): void {
  changed.add(listener);
}

export function take(next: Me | null): void {
  me.value = next;
  asked.value = true;
  if (next) {
    useCsrf(next.csrf_token);
    setZone(next.district.time_zone);
    learnNow(next.now);
  } else {
    useCsrf('');
  }
  changed.forEach((listener) => listener());
}

export function can(action: string | undefined): boolean {
  return !action || (me.value?.actions ?? []).includes(action);
}

export async function ask(): Promise<void> {
  try {
    take(await get('/api/v1/me'));
  } catch (cause) {
    if (asProblem(cause).fields.status !== 401) throw cause;
    take(null);
  }
}

export async function signIn(district: string, login: string, password: string): Promise<void> {
  take(await post('/api/v1/login_sessions', { district, login, password }));
}
export async function enterDemo(district: string, role: string): Promise<void> {
  take(await post('/api/v1/demo/enter', { district, role }));
}
export async function signOut(): Promise<void> {
  await post('/api/v1/login_sessions/current/revoke');
  forgetDrafts();
  take(null);
}

onUnauthenticated(() => {
  if (me.value) take(null);
});
