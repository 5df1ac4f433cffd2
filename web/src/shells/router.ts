// Addresses of a shell: every room's pages below /desk/ or /field/. Nobody signed in: the sign-in page, then back here.
import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router';
import { pages } from '../shared/rooms/rooms';
import { ask, asked, me } from '../shared/session/session';
import { t } from '../shared/texts/texts';
import type { ShellName } from './shell';

declare module 'vue-router' {
  interface RouteMeta {
    title?: string;
    action?: string;
    open?: boolean; // without signing in
  }
}

function routes(): RouteRecordRaw[] {
  const inner = pages().map((page): RouteRecordRaw => ({
    path: page.path,
    name: page.name,
    component: page.component,
    meta: { title: page.title, action: page.action },
  }));
  return [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('../mechanisms/entrance/SignIn.vue'),
      meta: { open: true, title: 'entrance.sign_in.title' },
    },
    {
      path: '/claim',
      name: 'claim',
      component: () => import('../mechanisms/entrance/Claim.vue'),
      meta: { open: true, title: 'entrance.claim.title' },
    },
    {
      path: '/',
      component: () => import('./Shell.vue'),
      children: [
        { path: '', redirect: '/mine' },
        ...inner,
        { path: ':rest(.*)*', name: 'nowhere', component: () => import('./Nowhere.vue'), meta: { title: 'web.nowhere.title' } },
      ],
    },
  ];
}

export function makeRouter(name: ShellName): Router {
  const router = createRouter({
    history: createWebHistory(`/${name}/`),
    routes: routes(),
    scrollBehavior: (_to, _from, kept) => kept ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    if (!asked.value) await ask().catch(() => undefined);
    if (!me.value && !to.meta.open) return { name: 'sign-in', query: to.fullPath === '/mine' ? {} : { to: to.fullPath } };
    // A password that somebody else has set opens nothing but its change.
    if (me.value?.must_change_password && to.name !== 'password' && !to.meta.open) return { name: 'password' };
    return true;
  });
  router.afterEach((to) => {
    document.title = `${to.meta.title ? `${t(to.meta.title)} · ` : ''}${t('web.shell.brand')}`;
  });
  return router;
}
