// 民生实事、我为群众办实事: programmes of a year, their projects with milestones, accepted by those they serve.
import { defineRoom } from '../../shared/rooms/room';

const action = 'project.read';
// Records of other rooms that a project may gather.
const gathers = ['matter', 'whistle', 'campaign'];
export default defineRoom({
  code: 'projects',
  menu: [{ chapter: 'problems', order: 75, label: 'projects.menu.projects', path: '/projects', action }],
  pages: [
    { path: '/projects', name: 'projects', title: 'projects.menu.projects', component: () => import('./ProjectsPage.vue'), action },
    { path: '/projects/:id(\\d+)', name: 'project', title: 'projects.project.title', component: () => import('./ProjectPage.vue'), action },
    {
      path: '/projects/gather',
      name: 'project_gather',
      title: 'projects.gather.title',
      component: () => import('./GatherPage.vue'),
      action: 'project.gather',
    },
    { path: '/programmes', name: 'programmes', title: 'projects.tab.programmes', component: () => import('./ProgrammesPage.vue'), action },
    {
      path: '/programmes/:id(\\d+)',
      name: 'programme',
      title: 'projects.programme.title',
      component: () => import('./ProgrammePage.vue'),
      action,
    },
  ],
  acts: (subject) =>
    gathers.includes(subject.kind)
      ? [{ label: 'projects.gather.act', to: `/projects/gather?kind=${subject.kind}&record=${subject.id}`, action: 'project.gather' }]
      : [],
  opens: { project: (id) => `/projects/${id}`, programme: (id) => `/programmes/${id}` },
  refreshes: { project: [['projects'], ['programmes']], programme: [['programmes'], ['projects']] },
});
