// 六员联动: the six seats of every community and the joint tasks that call them.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'crew',
  menu: [{ chapter: 'problems', order: 60, label: 'crew.menu.all', path: '/crews', action: 'crew.read' }],
  pages: [
    { path: '/crews', name: 'crews', title: 'crew.menu.all', component: () => import('./Crews.vue'), action: 'crew.read' },
    { path: '/crews/:id(\\d+)', name: 'crew', title: 'crew.menu.one', component: () => import('./CrewPage.vue'), action: 'crew.read' },
    { path: '/crew-tasks', name: 'crew-tasks', title: 'crew.menu.tasks', component: () => import('./Tasks.vue'), action: 'crew.read' },
    {
      path: '/crew-tasks/:id(\\d+)',
      name: 'crew-task',
      title: 'crew.menu.task',
      component: () => import('./TaskPage.vue'),
      action: 'crew.read',
    },
  ],
  acts: (subject) => (subject.kind === 'area' ? [{ label: 'crew.act.open', to: `/crews/${subject.id}`, action: 'crew.read' }] : []),
  asides: [{ kind: 'matter', component: () => import('./OnDuty.vue'), action: 'crew.read' }],
  opens: { crew: (id) => `/crews/${id}`, crew_task: (id) => `/crew-tasks/${id}` },
  refreshes: { crew: [['crew']], crew_task: [['crew'], ['crew_tasks']] },
});
