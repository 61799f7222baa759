// The pages beside the console, and whose they are. Pure.
import type { Role } from '#libs/contracts';

export const SUPERVISING_ROLES = ['supervisor'] as const satisfies readonly Role[];
export const SUPERVISE_PAGES = ['follow-ups', 'rejudged', 'false-alarms', 'ladders', 'scripts', 'helpers'] as const;
export type SupervisePage = (typeof SUPERVISE_PAGES)[number];

/** Follow-up calls are everybody's at the desk; the rest is the supervisor's. */
export const pagesFor = (role: Role | null): readonly SupervisePage[] =>
  role === 'supervisor' ? SUPERVISE_PAGES : ['follow-ups'];
