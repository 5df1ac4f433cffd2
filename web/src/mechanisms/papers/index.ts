// Papers 公文单据: what records print as; the templates that an official edits in a word processor.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'papers',
  menu: [{ chapter: 'house', order: 20, label: 'papers.menu.papers', path: '/papers', action: 'paper.read' }],
  pages: [
    { path: '/papers', name: 'papers', title: 'papers.menu.papers', component: () => import('./PaperList.vue'), action: 'paper.read' },
    { path: '/papers/print', name: 'paper-print', title: 'papers.menu.print', component: () => import('./PaperPrint.vue') },
    {
      path: '/papers/templates',
      name: 'paper-templates',
      title: 'papers.menu.templates',
      component: () => import('./PaperTemplates.vue'),
      action: 'paper.template',
    },
  ],
  acts: (subject) =>
    subject.kind === 'paper'
      ? []
      : [{ label: 'papers.act.print', to: `/papers/print?subject=${subject.kind}&record=${subject.id}`, action: 'paper.read' }],
  refreshes: { paper: [['papers']] },
});
