// 考核: rounds made from facts, each unit's sheet line by line with its evidence, objections with rulings, published inside.
import { defineRoom } from '../../shared/rooms/room';

const action = 'mark.read';
export default defineRoom({
  code: 'marks',
  menu: [{ chapter: 'people', order: 60, label: 'marks.menu.rounds', path: '/marks', action }],
  pages: [
    { path: '/marks', name: 'mark_rounds', title: 'marks.menu.rounds', component: () => import('./RoundsPage.vue'), action },
    { path: '/marks/:id(\\d+)', name: 'mark_round', title: 'marks.menu.rounds', component: () => import('./RoundPage.vue'), action },
    { path: '/mark-sheets/:id(\\d+)', name: 'mark_sheet', title: 'marks.sheet.title', component: () => import('./SheetPage.vue'), action },
  ],
  opens: { mark_round: (id) => `/marks/${id}`, mark_sheet: (id) => `/mark-sheets/${id}` },
  refreshes: { mark_round: [['mark_rounds'], ['mark_sheets'], ['dues']] },
});
