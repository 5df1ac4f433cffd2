// 一街一队、综合执法、下放职权: teams, joint operations, monthly marks.
import { defineRoom } from '../../shared/rooms/room';
import { origin_kinds } from './words';

export default defineRoom({
  code: 'teams',
  menu: [{ chapter: 'problems', order: 62, label: 'teams.menu.all', path: '/teams', action: 'team.read' }],
  pages: [
    { path: '/teams', name: 'teams', title: 'teams.menu.all', component: () => import('./Teams.vue'), action: 'team.read' },
    { path: '/teams/:id(\\d+)', name: 'team', title: 'teams.menu.one', component: () => import('./TeamPage.vue'), action: 'team.read' },
    {
      path: '/joint-operations',
      name: 'joint-operations',
      title: 'teams.menu.operations',
      component: () => import('./Operations.vue'),
      action: 'team.read',
    },
    {
      path: '/joint-operations/new',
      name: 'joint-operation-new',
      title: 'teams.do.plan',
      component: () => import('./PlanPage.vue'),
      action: 'team.operate',
    },
    {
      path: '/joint-operations/:id(\\d+)',
      name: 'joint-operation',
      title: 'teams.menu.operation',
      component: () => import('./OperationPage.vue'),
      action: 'team.read',
    },
    { path: '/team-marks', name: 'team-marks', title: 'teams.menu.marks', component: () => import('./Marks.vue'), action: 'team.read' },
    {
      path: '/delegated-powers',
      name: 'delegated-powers',
      title: 'teams.menu.powers',
      component: () => import('./Powers.vue'),
      action: 'team.read',
    },
  ],
  acts: (subject) =>
    origin_kinds.includes(subject.kind)
      ? [{ label: 'teams.act.plan', to: `/joint-operations/new?from=${subject.kind}&record=${subject.id}`, action: 'team.operate' }]
      : [],
  asides: origin_kinds.map((kind) => ({ kind, component: () => import('./OriginAside.vue'), action: 'team.read' })),
  opens: { team: (id) => `/teams/${id}`, joint_operation: (id) => `/joint-operations/${id}` },
  refreshes: {
    team: [['teams'], ['team_marks'], ['dues']],
    joint_operation: [['joint_operations'], ['dues']],
    team_month: [['teams'], ['team_marks'], ['dues']],
    delegation: [['teams', 'powers']],
  },
});
