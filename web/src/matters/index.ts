// The spine: the list of matters, one matter, a new one at the counter.
import { defineRoom } from '../shared/rooms/room';

export default defineRoom({
  code: 'matters',
  menu: [
    { chapter: 'problems', order: 9, label: 'matters.menu.wall', path: '/list', action: 'matter.read' },
    { chapter: 'problems', order: 10, label: 'matters.menu.list', path: '/matters', action: 'matter.read', field: true, icon: '☷' },
    {
      chapter: 'problems',
      order: 12,
      label: 'matters.menu.spot',
      path: '/on-the-spot',
      action: 'matter.solve_on_spot',
      field: true,
      icon: '✓',
    },
    { chapter: 'problems', order: 11, label: 'matters.menu.new', path: '/matter-entry', action: 'matter.report', field: true, icon: '＋' },
  ],
  pages: [
    {
      path: '/on-the-spot',
      name: 'on-the-spot',
      title: 'matters.spot.title',
      component: () => import('./OnTheSpot.vue'),
      action: 'matter.solve_on_spot',
    },
    { path: '/nearby', name: 'nearby', title: 'matters.nearby.title', component: () => import('./Nearby.vue'), action: 'matter.read' },
    { path: '/matters', name: 'matters', title: 'matters.menu.list', component: () => import('./MattersList.vue'), action: 'matter.read' },
    { path: '/list', name: 'list', title: 'matters.menu.wall', component: () => import('./CommunityList.vue'), action: 'matter.read' },
    {
      path: '/list/:area(\\d+)/wall',
      name: 'wall',
      title: 'matters.menu.wall',
      component: () => import('./WallSheet.vue'),
      action: 'matter.read',
    },
    {
      path: '/matter-entry',
      name: 'matter-entry',
      title: 'matters.entry.title',
      component: () => import('./NewMatter.vue'),
      action: 'matter.report',
    },
    { path: '/matters/:id(\\d+)', name: 'matter', title: 'matters.page.title', component: () => import('./MatterPage.vue') },
  ],
  opens: { matter: (id) => `/matters/${id}` },
  refreshes: { matter: [['matters'], ['dues']] },
});
