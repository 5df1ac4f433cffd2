// The journal as the auditor reads it: by subject and by person, verified from here, its daily heads, who unmasked what and why.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'audit',
  menu: [
    { chapter: 'insight', order: 80, label: 'audit.menu.journal', path: '/audit', action: 'journal.read' },
    { chapter: 'insight', order: 81, label: 'audit.menu.unmaskings', path: '/unmaskings', action: 'journal.read' },
  ],
  pages: [
    { path: '/audit', name: 'audit', title: 'audit.menu.journal', component: () => import('./Journal.vue'), action: 'journal.read' },
    {
      path: '/unmaskings',
      name: 'unmaskings',
      title: 'audit.menu.unmaskings',
      component: () => import('./Unmaskings.vue'),
      action: 'journal.read',
    },
  ],
});
