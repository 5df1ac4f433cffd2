// Signing in, the first claim of a real district, and one's own sign-ins.
import { defineRoom } from '../../shared/rooms/room';

export default defineRoom({
  code: 'entrance',
  pages: [
    { path: '/password', name: 'password', title: 'entrance.password.title', component: () => import('./Password.vue') },
    { path: '/sessions', name: 'sessions', title: 'entrance.sessions.title', component: () => import('./Sessions.vue') },
  ],
});
