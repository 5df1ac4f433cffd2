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
      path: '/organisations/posts',
      name: 'organisation-posts',
      title: 'organisations.tab.posts',
      component: () => import('./Posts.vue'),
      action: 'organisation.read',
    },
    {
      path: '/organisations/appointments',
      name: 'organisation-appointments',
      title: 'organisations.tab.appointments',
      component: () => import('./Appointments.vue'),
      action: 'organisation.read',
    },
    {
      path: '/organisations/deputies',
      name: 'organisation-deputies',
      title: 'organisations.tab.deputies',
      component: () => import('./Deputies.vue'),
      action: 'organisation.read',
    },
    {
      path: '/organisations/imports/:id(\\d+)?',
      name: 'organisation-imports',
      title: 'organisations.tab.imports',
      component: () => import('./ImportSheets.vue'),
      action: 'organisation.import',
    },
    {
      path: '/persons',
      name: 'persons',
      title: 'organisations.tab.persons',
      component: () => import('./Persons.vue'),
      action: 'organisation.read',
    },
    {
      path: '/persons/:id(\\d+)',
      name: 'person',
      title: 'organisations.tab.persons',
      component: () => import('./PersonPage.vue'),
      action: 'organisation.read',
    },
    {
      path: '/persons/:id(\\d+)/hand-over',
      name: 'hand-over',
      title: 'organisations.hand_over.title',
      component: () => import('./HandOver.vue'),
      action: 'organisation.appoint',
    },
    {
      path: '/accounts',
      name: 'accounts',
      title: 'organisations.menu.accounts',
      component: () => import('./Accounts.vue'),
      action: 'organisation.account_read',
    },
  ],
  opens: { org_unit: (id) => `/organisations/${id}`, person: (id) => `/persons/${id}`, org_import: (id) => `/organisations/imports/${id}` },
  refreshes: {
    org_unit: [['org_units'], ['posts']],
    post: [['org_units'], ['posts'], ['appointments'], ['deputies']],
    account: [['accounts']],
    person: [['persons'], ['org_units']],
    org_import: [['org_imports']],
  },
});
