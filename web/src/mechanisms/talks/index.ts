// 草坪说事、五融五送: cadres visit communities after hours, what is said is promised, followed and answered.
import { defineRoom } from '../../shared/rooms/room';

const action = 'talk.read';
export default defineRoom({
  code: 'talks',
  menu: [
    { chapter: 'problems', order: 70, label: 'talks.menu.items', path: '/talk-items', action },
    {
      chapter: 'problems',
      order: 12,
      label: 'talks.menu.record',
      path: '/talk-visits/new',
      action: 'talk.visit',
      field: true,
      icon: '✎',
    },
    { chapter: 'insight', order: 30, label: 'talks.menu.figures', path: '/talk-figures', action },
  ],
  pages: [
    { path: '/talk-items', name: 'talk_items', title: 'talks.menu.items', component: () => import('./ItemsPage.vue'), action },
    { path: '/talk-items/:id(\\d+)', name: 'talk_item', title: 'talks.item.title', component: () => import('./ItemPage.vue'), action },
    { path: '/talk-visits', name: 'talk_visits', title: 'talks.tab.visits', component: () => import('./VisitsPage.vue'), action },
    {
      path: '/talk-visits/new',
      name: 'talk_visit_new',
      title: 'talks.menu.record',
      component: () => import('./VisitForm.vue'),
      action: 'talk.visit',
    },
    { path: '/talk-visits/:id(\\d+)', name: 'talk_visit', title: 'talks.visit.title', component: () => import('./VisitPage.vue'), action },
    { path: '/talk-teams', name: 'talk_teams', title: 'talks.tab.teams', component: () => import('./TeamsPage.vue'), action },
    { path: '/talk-teams/:id(\\d+)', name: 'talk_team', title: 'talks.team.title', component: () => import('./TeamPage.vue'), action },
    { path: '/talk-coverage', name: 'talk_coverage', title: 'talks.tab.coverage', component: () => import('./CoveragePage.vue'), action },
    { path: '/talk-figures', name: 'talk_figures', title: 'talks.menu.figures', component: () => import('./FiguresPage.vue'), action },
  ],
  opens: {
    talk_item: (id) => `/talk-items/${id}`,
    talk_visit: (id) => `/talk-visits/${id}`,
    talk_team: (id) => `/talk-teams/${id}`,
  },
  refreshes: {
    talk_item: [['talk_items'], ['talk_visits'], ['talk_coverage'], ['talk_figures']],
    talk_visit: [['talk_visits'], ['talk_items'], ['talk_teams'], ['talk_coverage'], ['talk_figures']],
    talk_team: [['talk_teams'], ['talk_coverage'], ['talk_choices']],
  },
});
