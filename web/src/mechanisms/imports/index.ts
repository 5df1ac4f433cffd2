// Imports: another system's service requests come in as ordinary matters, checked line by line first.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'imports',
  menu: [{ chapter: 'house', order: 30, label: 'imports.menu.imports', path: '/imports', action: 'imports.read' }],
  pages: [
    {
      path: '/imports',
      name: 'imports',
      title: 'imports.menu.imports',
      component: () => import('./ImportList.vue'),
      action: 'imports.read',
    },
    {
      path: '/imports/:id(\\d+)',
      name: 'import',
      title: 'imports.menu.imports',
      component: () => import('./ImportPage.vue'),
      action: 'imports.read',
    },
  ],
  refreshes: { import: [['imports']] },
});
