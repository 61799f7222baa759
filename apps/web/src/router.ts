// Which page for whom. The server decides what anybody may do; here only nobody is shown a page that is not theirs.
import { shallowRef } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import type { Role } from '#libs/contracts';
import { onSignedOut } from './shared/http.ts';
import { CONSOLE_ROLES, HELPER_ROLES, homeOf, useSession } from './shared/session.ts';
import PlainPage from './sign-in/plain-page.vue';
import SignInPage from './sign-in/sign-in-page.vue';
import { SUPERVISING_ROLES } from './supervising/supervise-pages.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the page; without it everybody who is signed in. */
    roles?: readonly Role[];
    open?: boolean;
    /** For whoever has the address, signed in or not. */
    anybody?: boolean;
  }
}

/** Why no page can be shown: the server could not be asked who is here. */
export const trouble = shallowRef<{ to: string; error: unknown } | null>(null);

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', component: SignInPage, meta: { open: true } },
  { path: '/later', component: PlainPage, props: { why: 'later' } },
  { path: '/refused', component: PlainPage, props: { why: 'refused' } },
  {
    path: '/dispatch',
    component: () => import('./dispatch/dispatch-page.vue'),
    meta: { roles: CONSOLE_ROLES },
    // They lie over the console, which goes on: its socket, its claims and its sound must not end with a look at a page.
    children: [
      { path: 'follow-ups', component: () => import('./supervising/follow-ups-page.vue') },
      {
        path: 'rejudged',
        component: () => import('./supervising/rejudged-page.vue'),
        meta: { roles: SUPERVISING_ROLES },
      },
      {
        path: 'false-alarms',
        component: () => import('./supervising/false-alarms-page.vue'),
        meta: { roles: SUPERVISING_ROLES },
      },
      {
        path: 'ladders',
        component: () => import('./supervising/ladders-page.vue'),
        meta: { roles: SUPERVISING_ROLES },
      },
      {
        path: 'scripts',
        component: () => import('./supervising/scripts-page.vue'),
        meta: { roles: SUPERVISING_ROLES },
      },
      { path: 'helpers', component: () => import('./helpers/helpers-page.vue'), meta: { roles: SUPERVISING_ROLES } },
    ],
  },
  { path: '/station', component: () => import('./station/station-page.vue'), meta: { roles: HELPER_ROLES } },
  { path: '/search/:token', component: () => import('./search/search-page.vue'), meta: { anybody: true } },
  {
    path: '/admin',
    component: () => import('./admin/admin-page.vue'),
    meta: { roles: ['admin'] },
    redirect: '/admin/devices',
    children: [
      { path: 'devices', component: () => import('./admin/devices-page.vue') },
      { path: 'helpers', component: () => import('./helpers/helpers-page.vue') },
      { path: 'quarantine', component: () => import('./admin/quarantine-page.vue') },
      { path: 'health', component: () => import('./admin/health-page.vue') },
    ],
  },
  { path: '/', component: PlainPage, props: { why: 'later' } },
  { path: '/:rest(.*)*', component: PlainPage, props: { why: 'lostPage' } },
];

export const router = createRouter({ history: createWebHistory(), routes });

router.beforeEach(async (to) => {
  if (to.meta.anybody) return true;
  const session = useSession();
  if (!session.known) {
    try {
      await session.load();
    } catch (error) {
      trouble.value = { to: to.fullPath, error };
      return false;
    }
  }
  const { role } = session;
  if (role === null)
    return to.meta.open ? true : { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } };
  if (to.meta.open || to.path === '/') return homeOf(role);
  if (to.meta.roles && !to.meta.roles.includes(role)) return '/refused';
  return true;
});

// A page whose files are gone was built anew since this tab was opened: load the page itself again.
router.onError((error, to) => {
  if (/dynamically imported module|Importing a module script failed/.test(String(error)))
    window.location.assign(to.fullPath);
});

onSignedOut(() => {
  const session = useSession();
  if (session.account === null) return;
  session.forget();
  const here = router.currentRoute.value;
  if (!here.meta.open && !here.meta.anybody) void router.replace({ path: '/sign-in', query: { next: here.fullPath } });
});
