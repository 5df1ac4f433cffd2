// 街乡吹哨、部门报到: the subdistrict blows, each called unit answers on a line of its own, the district centre watches and rules.
import { defineRoom } from '../../shared/rooms/room';

const action = 'whistle.read';
// Records of other rooms that a whistle may be blown from.
const origins = ['matter', 'talk_item', 'campaign_finding', 'joint_operation'];
export default defineRoom({
  code: 'whistle',
  menu: [
    { chapter: 'problems', order: 45, label: 'whistle.menu.board', path: '/whistle-board', action: 'whistle.rule' },
    { chapter: 'problems', order: 46, label: 'whistle.menu.whistles', path: '/whistles', action },
    {
      chapter: 'problems',
      order: 11,
      label: 'whistle.menu.lines',
      path: '/whistle-lines',
      action: 'whistle.answer',
      field: true,
      icon: '⚑',
    },
    { chapter: 'insight', order: 20, label: 'whistle.menu.figures', path: '/whistle-figures', action },
  ],
  pages: [
    { path: '/whistles', name: 'whistles', title: 'whistle.menu.whistles', component: () => import('./WhistlesPage.vue'), action },
    {
      path: '/whistles/new',
      name: 'whistle_new',
      title: 'whistle.edit.title_new',
      component: () => import('./WhistleEditor.vue'),
      action: 'whistle.draft',
    },
    { path: '/whistles/:id(\\d+)', name: 'whistle', title: 'whistle.page.title', component: () => import('./WhistlePage.vue'), action },
    {
      path: '/whistles/:id(\\d+)/edit',
      name: 'whistle_edit',
      title: 'whistle.edit.title',
      component: () => import('./WhistleEditor.vue'),
      action: 'whistle.draft',
    },
    { path: '/whistle-lines', name: 'whistle_lines', title: 'whistle.menu.lines', component: () => import('./LinesPage.vue'), action },
    {
      path: '/whistle-lines/:id(\\d+)',
      name: 'whistle_line',
      title: 'whistle.line.title',
      component: () => import('./LinePage.vue'),
      action,
    },
    { path: '/whistle-board', name: 'whistle_board', title: 'whistle.menu.board', component: () => import('./BoardPage.vue'), action },
    {
      path: '/whistle-figures',
      name: 'whistle_figures',
      title: 'whistle.menu.figures',
      component: () => import('./FiguresPage.vue'),
      action,
    },
  ],
  acts: (subject) =>
    origins.includes(subject.kind)
      ? [{ label: 'whistle.act.blow', to: `/whistles/new?from=${subject.kind}&record=${subject.id}`, action: 'whistle.draft' }]
      : [],
  asides: origins.map((kind) => ({ kind, component: () => import('./OriginAside.vue'), action })),
  dueActs: ['whistle', 'whistle_line'].map((kind) => ({ kind, component: () => import('./DueActs.vue') })),
  opens: { whistle: (id) => `/whistles/${id}`, whistle_line: (id) => `/whistle-lines/${id}` },
  refreshes: {
    whistle: [['whistles'], ['whistle_lines'], ['whistle_board'], ['whistle_figures'], ['dues']],
    whistle_line: [['whistles'], ['whistle_lines'], ['whistle_board'], ['whistle_figures'], ['dues']],
  },
});
