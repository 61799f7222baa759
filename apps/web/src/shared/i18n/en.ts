// English, complete: every coded error and every word of the source language.
import type { ErrorCode } from '#libs/contracts';
import { admin } from './en-admin.ts';
import { dispatch } from './en-dispatch.ts';
import { words } from './en-words.ts';
import { treeOfCodes } from './error-texts.ts';

const serverErrors: Record<ErrorCode, string> = {
  'AUTH.REQUIRED': 'Please sign in first',
  'AUTH.BAD_CREDENTIALS': 'Username or password is wrong',
  'AUTH.THROTTLED': 'Too many failed sign-ins; please try later',
  'AUTH.FORBIDDEN': 'You may not do this',
  'AUTH.ORIGIN_REFUSED': 'This website is not allowed to ask',
  'ACCOUNT.NOT_FOUND': 'No such account',
  'ACCOUNT.USERNAME_TAKEN': 'This username is taken',
  'COMMON.VALIDATION': 'Something submitted is not valid',
  'COMMON.MALFORMED_BODY': 'The request could not be read',
  'COMMON.BODY_TOO_LARGE': 'The request is too large',
  'COMMON.UNSUPPORTED_MEDIA_TYPE': 'Unsupported type; use application/json',
  'COMMON.NOT_FOUND': 'There is no such address',
  'COMMON.METHOD_NOT_ALLOWED': 'This method is not supported',
  'COMMON.TOO_MANY_REQUESTS': 'Too many requests; please try later',
  'COMMON.IDEMPOTENCY_CONFLICT': 'One idempotency key was used for different requests',
  'COMMON.SHOWN_ONCE': 'This is shown only once; issue it anew',
  'COMMON.UNKNOWN_EVENT': 'Unknown event',
  'COMMON.UNAVAILABLE': 'The service is unavailable; please try later',
  'COMMON.INTERNAL': 'Something went wrong; it was recorded',
  'ALERT.NOT_FOUND': 'No such case, or not in your area',
  'ALERT.ALREADY_CLAIMED': 'Already claimed by someone else',
  'ALERT.NOT_CLAIMED': 'The case is not claimed',
  'ALERT.NOT_YOURS': 'Someone else is handling this case',
  'ALERT.CLAIM_LOST': 'Your claim has lapsed; claim it again',
  'ALERT.WRONG_STATE': 'The case’s present state does not allow this',
  'ALERT.OUTCOME_NOT_ALLOWED': 'This outcome cannot close this case',
  'ALERT.NEWER_CASE_OPEN': 'A later case of the same elder is open; merge them',
  'ALERT.REOPEN_TOO_LATE': 'More than 24 hours ago; it cannot be reopened',
  'DEVICE.NOT_FOUND': 'No such device',
  'DEVICE.NOT_PLACED': 'The device is not placed anywhere',
  'DEVICE.NO_SECRET': 'The device has no secret',
  'DEVICE.KEY_TAKEN': 'This device key is taken',
  'DEVICE.ALREADY_PLACED': 'The device is in use elsewhere',
  'HOME.NOT_FOUND': 'No such home, or not in your area',
  'ELDER.NOT_FOUND': 'No such elder, or not in your area',
  'QUARANTINE.NOT_FOUND': 'No such quarantined message',
};

// prettier-ignore
export const en = {
  ...words,
  ...dispatch,
  admin,
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
