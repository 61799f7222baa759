// Who is signed in, and which page is theirs.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { AccountView, LoginAnswer, Role } from '#libs/contracts';
import { api, ApiError } from './http.ts';

export const CONSOLE_ROLES: readonly Role[] = ['operator', 'supervisor', 'dutyOfficer'];
export const HELPER_ROLES: readonly Role[] = ['responder', 'communityWorker'];

/** The page a role starts on; roles without a page yet get one that says so. */
export function homeOf(role: Role): string {
  if (CONSOLE_ROLES.includes(role)) return '/dispatch';
  if (HELPER_ROLES.includes(role)) return '/station';
  return role === 'admin' ? '/admin/devices' : '/later';
}

export const useSession = defineStore('session', () => {
  const account = shallowRef<AccountView | null>(null);
  /** False until the server has said who is signed in, or that nobody is. */
  const known = ref(false);
  const role = computed(() => account.value?.role ?? null);

  /** Asks who is signed in; a server that cannot be reached is thrown on, since it says neither yes nor no. */
  async function load(): Promise<void> {
    try {
      account.value = (await api<{ account: AccountView }>('GET', '/api/v1/auth/me')).account;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      account.value = null;
    }
    known.value = true;
  }

  async function signIn(username: string, password: string): Promise<AccountView> {
    const answer = await api<LoginAnswer>('POST', '/api/v1/auth/login', { username, password });
    account.value = answer.account;
    known.value = true;
    return answer.account;
  }

  async function signOut(): Promise<void> {
    try {
      await api('POST', '/api/v1/auth/logout');
    } catch (error) {
      // Already signed out is what was wanted; anything else leaves the session open and must be told.
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
    }
    account.value = null;
  }

  const forget = (): void => {
    account.value = null;
  };

  return { account, known, role, load, signIn, signOut, forget };
});
