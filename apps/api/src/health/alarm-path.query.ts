// Gathers what the health of the alarm path is judged by; asked at most once a second, however many look.
import { Injectable } from '@nestjs/common';
import { ReadTelephonySigns } from '#libs/alerts';
import type { AlarmPathHealth, LinkHealth, LinkState } from '#libs/contracts';
import { Clock, Database, Metrics } from '#libs/platform';
import { ConsoleFeed } from '../dispatch/console-feed.ts';
import { rfc3339 } from '../door/rfc3339.ts';
import { judgeAlarmPath, type AlarmPathFacts, type ProcessBeat } from './alarm-path.ts';

const KEEP_MS = 1_000;
const ANSWER_WITHIN_MS = 5_000;

/** One row for each process; one without a process where none beats. */
interface HeardRow extends Record<string, unknown> {
  now: Date;
  last_finding: Date | null;
  process_id: string;
  app: string;
  started_at: Date;
  beat_at: Date;
  links: unknown;
}

@Injectable()
export class AlarmPath {
  private kept: { until: number; health: Promise<AlarmPathHealth> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly feed: ConsoleFeed,
    private readonly telephony: ReadTelephonySigns,
  ) {}

  health(): Promise<AlarmPathHealth> {
    const now = performance.now();
    if (!this.kept || this.kept.until <= now) this.kept = { until: now + KEEP_MS, health: this.ask() };
    return this.kept.health;
  }

  private async ask(): Promise<AlarmPathHealth> {
    const start = performance.now();
    // The database's clock wrote the beats, so its clock reads them.
    const answer = await within(ANSWER_WITHIN_MS, this.read());
    const facts = {
      now: answer?.now ?? this.clock.now(),
      databaseMs: answer ? performance.now() - start : null,
      feedAgeMs: this.feed.ageMs,
      beats: answer?.beats ?? [],
      telephony: answer?.telephony ?? null,
      lastFindingMs: answer?.lastFindingMs ?? null,
    };
    return {
      ...judgeAlarmPath(facts),
      pressToCommitMs: this.metrics.recent.pressToCommit.percentiles(),
      commitToDisplayMs: this.metrics.recent.commitToDisplay.percentiles(),
      serverTime: rfc3339(this.clock.now()),
    };
  }

  private async read(): Promise<
    Pick<AlarmPathFacts, 'now' | 'lastFindingMs' | 'telephony'> & { beats: ProcessBeat[] }
  > {
    const [telephony, rows] = await Promise.all([this.telephony.read(), this.beats()]);
    const beats = rows
      .filter((row) => row.process_id !== null)
      .map((row) => ({
        processId: row.process_id,
        app: row.app,
        startedAt: row.started_at,
        beatAt: row.beat_at,
        links: linksOf(row.links),
      }));
    const now = rows[0]?.now ?? this.clock.now();
    const found = rows[0]?.last_finding ?? null;
    return { now, beats, lastFindingMs: found ? now.getTime() - found.getTime() : null, telephony };
  }

  private beats(): Promise<HeardRow[]> {
    return this.database.query<HeardRow>(
      `SELECT clock_timestamp() AS now, (SELECT max(at) FROM audit_findings) AS last_finding, b.process_id, b.app, b.started_at, b.beat_at, b.links
       FROM (SELECT 1) AS always LEFT JOIN process_beats b ON b.beat_at > now() - interval '1 day' ORDER BY b.app, b.process_id`,
      [],
      'process-beats',
    );
  }
}

/** Null if the work fails or takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([work.catch(() => null), tooLate]).finally(() => clearTimeout(timer));
}

const STATES: readonly LinkState[] = ['ok', 'late', 'broken', 'unknown'];

/** Rows come from other programs, perhaps of another version: what cannot be read is unknown, not fine. */
function linksOf(value: unknown): LinkHealth[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((raw: unknown): LinkHealth[] => {
    if (typeof raw !== 'object' || raw === null || !('link' in raw) || typeof raw.link !== 'string') return [];
    const state = 'state' in raw ? STATES.find((known) => known === raw.state) : undefined;
    const ageMs = 'ageMs' in raw && typeof raw.ageMs === 'number' ? raw.ageMs : null;
    const detail = 'detail' in raw && typeof raw.detail === 'string' ? { detail: raw.detail } : {};
    return [{ link: raw.link, state: state ?? 'unknown', ageMs, ...detail }];
  });
}
