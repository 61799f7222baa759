// The links that a press passes, judged by the age of their last sign of life: silence is never taken for health.
import type { TelephonySigns } from '#libs/alerts';
import type { AlarmPathHealth, LinkHealth, LinkState } from '#libs/contracts';
import { telephonyLink } from './telephony-link.ts';

export const LATE_MS = 15_000;
export const BROKEN_MS = 30_000;
/** A process that has just begun may not know its links yet. */
const GRACE_MS = 60_000;
const FINDING_SHOWN_MS = 300_000;
/** Whose absence means that no press can arrive or no clock can fire. */
const NEEDED_APPS = ['ingest', 'worker'];

/** One row of process_beats: what a process said of itself and its links when it last beat. */
export interface ProcessBeat {
  processId: string;
  /** `ingest`, `api`, `worker`, or `standalone` for all of them. */
  app: string;
  startedAt: Date;
  beatAt: Date;
  links: readonly LinkHealth[];
}

export interface AlarmPathFacts {
  now: Date;
  /** Round trip of a question to the database in ms; null if it gave no answer. */
  databaseMs: number | null;
  /** Since this process last read the fact log, in ms; infinite if it never did. */
  feedAgeMs: number;
  /** Since the auditor last found an open case without a next step, in ms; null if it never did. */
  lastFindingMs: number | null;
  beats: readonly ProcessBeat[];
  /** Null where none is configured (or nothing could be read): then it is no link. */
  telephony: TelephonySigns | null;
}

export function judgeAlarmPath(facts: AlarmPathFacts): Pick<AlarmPathHealth, 'status' | 'links'> {
  const beats = facts.beats.filter((beat) => !isReplaced(beat, facts));
  const links = [
    database(facts.databaseMs),
    linkOf('feed', Number.isFinite(facts.feedAgeMs) ? facts.feedAgeMs : null),
    auditor(facts.lastFindingMs),
    ...(facts.telephony === null ? [] : [telephonyLink(facts.telephony)]),
    ...(facts.databaseMs === null ? [] : missingApps(beats)),
    ...beats.map((beat) => linkOf(nameOf(beat, beats), ageOf(beat, facts.now))),
    ...beats.flatMap((beat) => reportedLinks(beat, beats, facts.now)),
  ];
  return { status: links.some((link) => breaks(link, facts)) ? 'broken' : 'ok', links };
}

export function stateOfAge(ageMs: number | null): LinkState {
  if (ageMs === null) return 'unknown';
  return ageMs > BROKEN_MS ? 'broken' : ageMs > LATE_MS ? 'late' : 'ok';
}

/** What nobody knows breaks the path too, once everybody has had time to find out; a telephony may be unused for long. */
const breaks = (link: LinkHealth, facts: AlarmPathFacts): boolean =>
  link.state === 'broken' ||
  (link.state === 'unknown' &&
    link.link !== 'telephony' &&
    facts.beats.every((beat) => facts.now.getTime() - beat.startedAt.getTime() > GRACE_MS));

const ageOf = (beat: ProcessBeat, now: Date): number => Math.max(0, now.getTime() - beat.beatAt.getTime());

const linkOf = (link: string, ageMs: number | null): LinkHealth => ({ link, state: stateOfAge(ageMs), ageMs });

const database = (ms: number | null): LinkHealth =>
  ms === null
    ? { link: 'database', state: 'broken', ageMs: null, detail: 'no answer' }
    : { link: 'database', state: 'ok', ageMs: 0, detail: `${Math.round(ms)} ms` };

/** That there was a case for which nothing would have happened is told for a while, although it was put right. */
const auditor = (lastFindingMs: number | null): LinkHealth =>
  lastFindingMs !== null && lastFindingMs < FINDING_SHOWN_MS
    ? { link: 'auditor', state: 'broken', ageMs: lastFindingMs, detail: 'an open case had no next step' }
    : { link: 'auditor', state: 'ok', ageMs: 0 };

/** A dead process whose place another one of its app has taken since is no broken link. */
function isReplaced(beat: ProcessBeat, { beats, now }: AlarmPathFacts): boolean {
  if (ageOf(beat, now) <= BROKEN_MS) return false;
  return beats.some(
    (other) => other.app === beat.app && ageOf(other, now) <= BROKEN_MS && other.startedAt >= beat.beatAt,
  );
}

const missingApps = (beats: readonly ProcessBeat[]): LinkHealth[] =>
  NEEDED_APPS.filter((app) => !beats.some((beat) => beat.app === app || beat.app === 'standalone')).map((link) => ({
    link,
    state: 'broken',
    ageMs: null,
    detail: 'no such process',
  }));

/** The app's name; with the process's where several run. */
const nameOf = (beat: ProcessBeat, beats: readonly ProcessBeat[]): string =>
  beats.filter((other) => other.app === beat.app).length > 1 ? `${beat.app}/${beat.processId.slice(-8)}` : beat.app;

/** What a process said of a link, as much older as its beat is. */
function reportedLinks(beat: ProcessBeat, beats: readonly ProcessBeat[], now: Date): LinkHealth[] {
  const several = beats.filter((other) => other.app === beat.app).length > 1;
  return beat.links.map((link) => {
    const ageMs = link.ageMs === null ? null : link.ageMs + ageOf(beat, now);
    // The process judges its links itself (their rhythms differ); its own silence makes what it said worthless.
    const silent = stateOfAge(ageOf(beat, now));
    const state = silent === 'broken' ? 'broken' : silent === 'late' && link.state === 'ok' ? 'late' : link.state;
    return { ...link, link: several ? `${link.link} (${beat.processId.slice(-8)})` : link.link, state, ageMs };
  });
}
