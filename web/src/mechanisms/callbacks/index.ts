// Call-backs and the three rates: the calling desk, exclusions, draws, figures that open their rows, closed periods.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'callbacks',
  menu: [
    { chapter: 'problems', order: 40, label: 'callbacks.menu.desk', path: '/callbacks', action: 'callback.call' },
    { chapter: 'problems', order: 41, label: 'callbacks.menu.list', path: '/callback-samples', action: 'callback.read' },
    { chapter: 'insight', order: 10, label: 'callbacks.menu.rates', path: '/rates', action: 'rate.read' },
  ],
  pages: [
    {
      path: '/callbacks/:id(\\d+)?',
      name: 'callbacks',
      title: 'callbacks.menu.desk',
      component: () => import('./CallDesk.vue'),
      action: 'callback.call',
    },
    {
      path: '/callback-samples',
      name: 'callback-samples',
      title: 'callbacks.menu.list',
      component: () => import('./SampleList.vue'),
      action: 'callback.read',
    },
    {
      path: '/callback-samples/:id(\\d+)',
      name: 'callback-sample',
      title: 'callbacks.menu.one',
      component: () => import('./SamplePage.vue'),
      action: 'callback.read',
    },
    {
      path: '/callback-exclusions',
      name: 'callback-exclusions',
      title: 'callbacks.menu.exclusions',
      component: () => import('./Exclusions.vue'),
      action: 'callback.read',
    },
    {
      path: '/callback-draws',
      name: 'callback-draws',
      title: 'callbacks.menu.draws',
      component: () => import('./Draws.vue'),
      action: 'callback.call',
    },
    { path: '/rates', name: 'rates', title: 'callbacks.menu.rates', component: () => import('./Rates.vue'), action: 'rate.read' },
    {
      path: '/rate-periods',
      name: 'rate-periods',
      title: 'callbacks.menu.periods',
      component: () => import('./Periods.vue'),
      action: 'rate.read',
    },
    {
      path: '/rate-periods/:id(\\d+)',
      name: 'rate-period',
      title: 'callbacks.menu.period',
      component: () => import('./PeriodPage.vue'),
      action: 'rate.read',
    },
  ],
  opens: {
    callback: (id) => `/callback-samples/${id}`,
    callback_draw: () => '/callbacks',
    callback_exclusion: () => '/callback-exclusions',
    rate_period: (id) => `/rate-periods/${id}`,
  },
  refreshes: {
    callback: [['callback_samples'], ['callback_exclusions'], ['rates']],
    callback_draw: [['callback_draws'], ['callback_samples']],
    rate_period: [['rate_periods']],
  },
});
