// Divisions: the district down to its grids, as a tree and on the map.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'divisions',
  menu: [{ chapter: 'organisation', order: 10, label: 'divisions.menu.tree', path: '/divisions', action: 'division.read' }],
  pages: [
    {
      path: '/divisions/:id(\\d+)?',
      name: 'divisions',
      title: 'divisions.menu.tree',
      component: () => import('./Divisions.vue'),
      action: 'division.read',
    },
  ],
  opens: { area: (id) => `/divisions/${id}` },
  refreshes: { area: [['areas']] },
});
