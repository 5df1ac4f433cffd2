// The rulebook: every rule of the district, its versions, drafts, check and publication.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'rulebook',
  menu: [{ chapter: 'house', order: 10, label: 'rulebook.menu.rules', path: '/rulebook', action: 'rulebook.read' }],
  pages: [
    {
      path: '/rulebook',
      name: 'rulebook',
      title: 'rulebook.menu.rules',
      component: () => import('./RuleList.vue'),
      action: 'rulebook.read',
    },
    {
      path: '/rulebook/:code(.+)',
      name: 'rule',
      title: 'rulebook.menu.rules',
      component: () => import('./RulePage.vue'),
      action: 'rulebook.read',
    },
  ],
  refreshes: { definition: [['definitions']], definitions: [['definitions']] },
});
