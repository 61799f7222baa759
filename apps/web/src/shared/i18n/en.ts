// English, complete: every coded error and every word of the source language.
import { admin } from './en-admin.ts';
import { dispatch } from './en-dispatch.ts';
import { helpers } from './en-helpers.ts';
import { panels } from './en-panels.ts';
import { search, station } from './en-station.ts';
import { supervising } from './en-supervising.ts';
import { tasks } from './en-tasks.ts';
import { serverErrors } from './en-errors.ts';
import { words } from './en-words.ts';
import { treeOfCodes } from './error-texts.ts';

// prettier-ignore
export const en = {
  ...words,
  ...dispatch,
  ...tasks,
  admin,
  helpers,
  panels,
  station,
  supervising,
  search,
  appName: 'Yinling',
  language: { label: 'Language', other: '中文', switchTo: '切换到中文' },
  theme: { label: 'Appearance', auto: 'Auto', light: 'Light', dark: 'Dark', next: 'Appearance: {now}, click to change' },
  toast: { label: 'Notices', dismiss: 'Dismiss notice', claimedBy: 'Already claimed by {name}' },
  signIn: {
    title: 'Sign in', subtitle: 'Emergency calls for elderly care', username: 'Username', password: 'Password', submit: 'Sign in', working: 'Signing in…',
    missing: 'Enter username and password', wait: 'Try again in {n} s', signOut: 'Sign out', signOutFailed: 'Not signed out: {why}',
  },
  later: {
    title: 'Your pages are still being built', body: 'Pages for the role “{role}” come with a later version. Your account works; there is nothing to do here yet.',
  },
  refused: { title: 'Not allowed', body: 'The role “{role}” cannot open this page.', home: 'To my page' },
  lostPage: { title: 'There is no such page', home: 'To the start' },
  unreachable: { title: 'The server cannot be reached', retry: 'Try again' },
  error: {
    ...treeOfCodes(serverErrors),
    LOCAL: { OFFLINE: 'The server cannot be reached; try again shortly', NO_ANSWER: 'The server did not answer; look at the list for the result', UNREADABLE: 'The server’s answer could not be read' },
    unknown: 'Something went wrong ({code})',
  },
};
