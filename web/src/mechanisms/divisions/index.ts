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
    {
      path: '/places/:kind(estate|building|lane|business_area)',
      name: 'places',
      title: 'divisions.menu.tree',
      component: () => import('./Places.vue'),
      action: 'division.read',
    },
    {
      path: '/places/:id(\\d+)',
      name: 'place',
      title: 'divisions.menu.tree',
      component: () => import('./PlacePage.vue'),
      action: 'division.read',
    },
    {
      path: '/places/import',
      name: 'places-import',
      title: 'divisions.tab.import',
      component: () => import('./PlaceImport.vue'),
      action: 'place.edit',
    },
  ],
  opens: { area: (id) => `/divisions/${id}`, place: (id) => `/places/${id}` },
  refreshes: { area: [['areas']], place: [['places']] },
});
