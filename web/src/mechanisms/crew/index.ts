// 六员联动: the six seats of every community and the joint tasks that call them.
import { defineRoom } from '../../shared/rooms/room';
import { origin_kinds } from './origin';

export default defineRoom({
  code: 'crew',
  menu: [{ chapter: 'problems', order: 60, label: 'crew.menu.all', path: '/crews', action: 'crew.read' }],
  pages: [
    { path: '/crews', name: 'crews', title: 'crew.menu.all', component: () => import('./Crews.vue'), action: 'crew.read' },
    { path: '/crews/:id(\\d+)', name: 'crew', title: 'crew.menu.one', component: () => import('./CrewPage.vue'), action: 'crew.read' },
    { path: '/crew-tasks', name: 'crew-tasks', title: 'crew.menu.tasks', component: () => import('./Tasks.vue'), action: 'crew.read' },
    { path: '/crew-tasks/new', name: 'crew-call', title: 'crew.do.call', component: () => import('./CallPage.vue'), action: 'crew.call' },
    {
      path: '/crew-tasks/:id(\\d+)',
      name: 'crew-task',
      title: 'crew.menu.task',
      component: () => import('./TaskPage.vue'),
      action: 'crew.read',
    },
  ],
  acts: (subject) => [
    ...(subject.kind === 'area' ? [{ label: 'crew.act.open', to: `/crews/${subject.id}`, action: 'crew.read' }] : []),
    ...(origin_kinds.includes(subject.kind)
      ? [{ label: 'crew.do.call', to: `/crew-tasks/new?from=${subject.kind}&record=${subject.id}`, action: 'crew.call' }]
      : []),
  ],
  asides: origin_kinds.map((kind) => ({ kind, component: () => import('./OriginAside.vue'), action: 'crew.read' })),
  opens: { crew: (id) => `/crews/${id}`, crew_task: (id) => `/crew-tasks/${id}` },
  refreshes: { crew: [['crew'], ['dues']], crew_task: [['crew'], ['crew_tasks'], ['dues']] },
});
