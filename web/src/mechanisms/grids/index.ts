// 全科网格 15+1+N: who serves each grid, what is vacant, who has too much.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'grids',
  menu: [{ chapter: 'organisation', order: 12, label: 'grids.menu.list', path: '/grids', action: 'grid.read' }],
  pages: [
    { path: '/grids', name: 'grids', title: 'grids.menu.list', component: () => import('./GridList.vue'), action: 'grid.read' },
    {
      path: '/grid-coverage',
      name: 'grid-coverage',
      title: 'grids.menu.coverage',
      component: () => import('./Coverage.vue'),
      action: 'grid.read',
    },
    { path: '/grids/:id(\\d+)', name: 'grid', title: 'grids.menu.one', component: () => import('./GridPage.vue'), action: 'grid.read' },
  ],
  asides: [{ kind: 'matter', component: () => import('./MatterGrid.vue'), action: 'grid.read' }],
  acts: (subject) => (subject.kind === 'area' ? [{ label: 'grids.act.open', to: `/grids/${subject.id}`, action: 'grid.read' }] : []),
  opens: { grid: (id) => `/grids/${id}` },
  refreshes: { grid: [['grids']], post: [['grids']] },
});
