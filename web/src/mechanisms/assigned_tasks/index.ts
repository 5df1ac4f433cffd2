// Tasks handed down: departments draft and follow them, the district admits them, communities fill them.
import { defineRoom } from '../../shared/rooms/room';

const action = 'assigned_task.read';
export default defineRoom({
  code: 'assigned_tasks',
  menu: [{ chapter: 'problems', order: 60, label: 'assigned_tasks.menu.tasks', path: '/assigned_tasks', action }],
  pages: [
    {
      path: '/assigned_tasks',
      name: 'assigned_tasks',
      title: 'assigned_tasks.menu.tasks',
      component: () => import('./TasksHome.vue'),
      action,
    },
    {
      path: '/assigned_tasks/new',
      name: 'assigned_task_new',
      title: 'assigned_tasks.edit.title_new',
      component: () => import('./TaskEditor.vue'),
      action: 'assigned_task.draft',
    },
    {
      path: '/assigned_tasks/:id(\\d+)',
      name: 'assigned_task',
      title: 'assigned_tasks.menu.tasks',
      component: () => import('./TaskPage.vue'),
      action,
    },
    {
      path: '/assigned_tasks/:id(\\d+)/edit',
      name: 'assigned_task_edit',
      title: 'assigned_tasks.edit.title',
      component: () => import('./TaskEditor.vue'),
      action: 'assigned_task.draft',
    },
    {
      path: '/assigned_lines',
      name: 'assigned_lines',
      title: 'assigned_tasks.tab.lines',
      component: () => import('./LinesPage.vue'),
      action,
    },
    {
      path: '/assigned_lines/:id(\\d+)',
      name: 'assigned_line',
      title: 'assigned_tasks.menu.tasks',
      component: () => import('./LinePage.vue'),
      action,
    },
    {
      path: '/assigned_hours',
      name: 'assigned_hours',
      title: 'assigned_tasks.tab.hours',
      component: () => import('./HoursPage.vue'),
      action,
    },
    {
      path: '/assigned_outside',
      name: 'assigned_outside',
      title: 'assigned_tasks.tab.outside',
      component: () => import('./OutsidePage.vue'),
      action,
    },
  ],
  opens: {
    assigned_task: (id) => `/assigned_tasks/${id}`,
    assigned_line: (id) => `/assigned_lines/${id}`,
    assigned_outside: () => '/assigned_outside',
  },
  refreshes: {
    assigned_task: [['assigned_tasks'], ['assigned_lines'], ['assigned_hours']],
    assigned_line: [['assigned_lines'], ['assigned_tasks'], ['assigned_hours']],
    assigned_outside: [['assigned_outside'], ['assigned_hours']],
  },
});
