// Mine: everything that waits for this person's posts, in one list.
import { defineRoom } from '../../shared/rooms/room';
import { useOpenDues } from './queries';

export default defineRoom({
  code: 'mine',
  menu: [{ chapter: 'mine', order: 0, label: 'mine.menu.mine', path: '/mine', field: true, icon: '◆', badge: useOpenDues }],
  pages: [
    { path: '/mine', name: 'mine', title: 'mine.menu.mine', component: () => import('./Mine.vue') },
    { path: '/mine/followed', name: 'followed', title: 'mine.followed.title', component: () => import('./Followed.vue') },
  ],
  refreshes: { due: [['dues']], matter: [['follows']] },
});
