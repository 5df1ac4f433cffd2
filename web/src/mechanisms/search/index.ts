// One box over everything the reader may see, in the header of every page, and a page with all hits.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'search',
  header: [{ component: () => import('./SearchBox.vue'), order: 10, page: { path: '/search', label: 'search.page.title' } }],
  pages: [{ path: '/search', name: 'search', title: 'search.page.title', component: () => import('./SearchPage.vue') }],
});
