// 1+N+X: a community's network of units, their resources and who used them.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'network',
  menu: [{ chapter: 'building', order: 10, label: 'network.menu.all', path: '/networks', action: 'network.read' }],
  pages: [
    { path: '/networks', name: 'networks', title: 'network.menu.all', component: () => import('./Networks.vue'), action: 'network.read' },
    {
      path: '/networks/:id(\\d+)',
      name: 'network',
      title: 'network.menu.one',
      component: () => import('./NetworkPage.vue'),
      action: 'network.read',
    },
    {
      path: '/network-units',
      name: 'network-units',
      title: 'network.menu.units',
      component: () => import('./Units.vue'),
      action: 'network.read',
    },
    {
      path: '/network-units/:id(\\d+)',
      name: 'network-unit',
      title: 'network.menu.unit',
      component: () => import('./UnitPage.vue'),
      action: 'network.read',
    },
    {
      path: '/network-resources',
      name: 'network-resources',
      title: 'network.menu.resources',
      component: () => import('./Resources.vue'),
      action: 'network.read',
    },
  ],
  acts: (subject) =>
    subject.kind === 'area' ? [{ label: 'network.act.open', to: `/networks/${subject.id}`, action: 'network.read' }] : [],
  opens: { network_unit: (id) => `/network-units/${id}` },
  refreshes: { network_unit: [['network']], network_resource: [['network']] },
});
