// Organisations, their posts and who holds them; accounts for the system administrator.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'organisations',
  menu: [
    { chapter: 'organisation', order: 20, label: 'organisations.menu.units', path: '/organisations', action: 'organisation.read' },
    { chapter: 'house', order: 20, label: 'organisations.menu.accounts', path: '/accounts', action: 'organisation.account_read' },
  ],
  pages: [
    {
      path: '/organisations/:id(\\d+)?',
      name: 'organisations',
      title: 'organisations.menu.units',
      component: () => import('./Organisations.vue'),
      action: 'organisation.read',
    },
    {
      path: '/accounts',
      name: 'accounts',
      title: 'organisations.menu.accounts',
      component: () => import('./Accounts.vue'),
      action: 'organisation.account_read',
    },
  ],
  opens: { org_unit: (id) => `/organisations/${id}` },
  refreshes: { org_unit: [['org_units']], post: [['org_units']], account: [['accounts']], person: [['persons'], ['org_units']] },
});
