// 网格员选配、培训、管理、使用: the register, day sheets, training, recruiting.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'workforce',
  menu: [{ chapter: 'people', order: 10, label: 'workforce.menu.all', path: '/workforce', action: 'workforce.read' }],
  pages: [
    {
      path: '/workforce',
      name: 'workforce',
      title: 'workforce.menu.register',
      component: () => import('./Register.vue'),
      action: 'workforce.read',
    },
    { path: '/workforce/:id(\\d+)', name: 'grid-worker', title: 'workforce.menu.one', component: () => import('./WorkerPage.vue') },
    {
      path: '/workforce-day',
      name: 'day-sheet',
      title: 'workforce.menu.day',
      component: () => import('./DaySheet.vue'),
      action: 'workforce.read',
    },
    {
      path: '/workforce-month',
      name: 'month-sheet',
      title: 'workforce.menu.month',
      component: () => import('./MonthSheet.vue'),
      action: 'workforce.read',
    },
    {
      path: '/workforce-training',
      name: 'trainings',
      title: 'workforce.menu.training',
      component: () => import('./Trainings.vue'),
      action: 'workforce.read',
    },
    {
      path: '/recruitments',
      name: 'recruitments',
      title: 'workforce.menu.recruiting',
      component: () => import('./Recruitments.vue'),
      action: 'workforce.read',
    },
    {
      path: '/recruitments/:id(\\d+)',
      name: 'recruitment',
      title: 'workforce.menu.recruitment',
      component: () => import('./RecruitmentPage.vue'),
      action: 'workforce.read',
    },
  ],
  opens: { grid_worker: (id) => `/workforce/${id}`, recruitment: (id) => `/recruitments/${id}` },
  refreshes: {
    grid_worker: [['grid_workers']],
    day_sheet: [['day_sheet'], ['month_sheet']],
    training: [['trainings'], ['grid_workers']],
    recruitment: [['recruitments']],
    worker_application: [['recruitments']],
  },
});
