// Starts a shell: language first, then who is signed in, then the page that the address names.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp, watch } from 'vue';
import App from './App.vue';
import { makeRouter } from './router';
import { shell, type ShellName } from './shell';
import { Problem } from '../shared/api/problem';
import { belongsTo } from '../shared/drafts/draft';
import { closeLive, onMoved, openLive } from '../shared/live/live';
import { refreshedBy } from '../shared/rooms/rooms';
import { ask, me } from '../shared/session/session';
import { startComfort } from '../shared/comfort/comfort';
import { startLanguage } from '../shared/texts/texts';
import { startTicking } from '../shared/time/time';
import '../shared/styles/all.css';
import '../shared/styles/element.css';

const refresh_pause_ms = 250;

function followLive(queries: QueryClient): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let kinds = new Set<string | null>();
  onMoved((event) => {
    kinds.add(event?.subject.kind ?? null);
    waiting ??= setTimeout(() => {
      const seen = kinds;
      kinds = new Set();
      waiting = undefined;
      if (seen.has(null)) void queries.invalidateQueries();
      else for (const kind of seen) for (const queryKey of refreshedBy(kind ?? '')) void queries.invalidateQueries({ queryKey });
    }, refresh_pause_ms);
  });
}

// Another tab may have signed in as somebody else meanwhile: the one cookie counts, so this tab asks who it is now.
function lookAgainWhenSeen(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && me.value) void ask().catch(() => undefined);
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted && me.value) openLive(me.value.account_id);
  });
}

export async function start(name: ShellName): Promise<void> {
  shell.value = name;
  startComfort();
  await startLanguage();
  startTicking();
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, cause) => count < 2 && !(cause instanceof Problem && cause.fields.status > 0 && cause.fields.status < 500),
        staleTime: 5_000,
      },
    },
  });
  followLive(queries);
  // Another person, another world: nothing of the last one may shine through. The same person coming back after a lost
  // sign-in finds what was typed.
  watch(
    () => me.value?.account_id,
    (account, before) => {
      if (before && account !== before) queries.clear();
      if (account) {
        belongsTo(account);
        openLive(account);
      } else closeLive();
    },
  );
  lookAgainWhenSeen();
  const app = createApp(App);
  app.use(VueQueryPlugin, { queryClient: queries });
  app.use(makeRouter(name));
  app.mount('#app');
}
