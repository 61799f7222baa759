// What the clock does to cases: escalates what no console proved, returns what its holder left. Due times live in the
// database; any process may call this at any time, and only one does the work at once.
import { Inject, Injectable } from '@nestjs/common';
import { Database, FactWaker, SETTINGS, type Settings } from '#libs/platform';

const SWEEP_LOCK = 7_233_002;
const BATCH = 500;

export interface Swept {
  escalated: number;
  lapsed: number;
}

@Injectable()
export class FireDueSteps {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Fires everything that is due now. Returns what it did; nothing if another process is at it. */
  async run(): Promise<Swept> {
    const total: Swept = { escalated: 0, lapsed: 0 };
    for (;;) {
      const swept = await this.database.transaction(async (tx) => {
        const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [SWEEP_LOCK]);
        if (!lock?.mine) return null;
        const [escalated] = await tx.query<{ n: number }>(ESCALATE_SQL, [], 'escalate-due');
        const [lapsed] = await tx.query<{ n: number }>(LAPSE_SQL, [this.settings.ESCALATE_UNDISPLAYED_MS], 'lapse-due');
        return { escalated: escalated?.n ?? 0, lapsed: lapsed?.n ?? 0 };
      });
      if (!swept) return total;
      total.escalated += swept.escalated;
      total.lapsed += swept.lapsed;
      if (swept.escalated + swept.lapsed > 0) this.waker.wake();
      if (swept.escalated < BATCH && swept.lapsed < BATCH) return total;
    }
  }
}

/** Alert first, then step: the order of locks of every transition. */
const ESCALATE_SQL = `
  WITH due AS (
    SELECT s.id AS step_id, a.id AS alert_id FROM alert_steps s JOIN alerts a ON a.id = s.alert_id
    WHERE s.done_at IS NULL AND s.due_at <= clock_timestamp() AND s.kind = 'undisplayed' AND a.state = 'raised'
    ORDER BY s.due_at LIMIT ${BATCH} FOR NO KEY UPDATE OF a SKIP LOCKED),
  fired AS (
    UPDATE alert_steps s SET done_at = clock_timestamp(), outcome = 'fired'
    FROM due WHERE s.id = due.step_id AND s.done_at IS NULL RETURNING s.alert_id),
  escalated AS (
    UPDATE alerts a SET version = a.version + 1, escalated_at = coalesce(a.escalated_at, clock_timestamp())
    FROM fired WHERE a.id = fired.alert_id RETURNING a.id, a.version),
  entry AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, origin, data)
    SELECT gen_random_uuid(), id, version, 'escalated', 'clock', '{"reason":"undisplayed","to":"supervisor"}' FROM escalated),
  fact AS (
    INSERT INTO facts (kind, subject, change, data)
    SELECT 'alert', id::text, 'escalated', jsonb_build_object('version', version) FROM escalated)
  SELECT count(*)::int AS n FROM escalated`;

const LAPSE_SQL = `
  WITH lapsed AS (
    SELECT id, claimed_by FROM alerts WHERE state = 'claimed' AND lease_until <= clock_timestamp()
    ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED),
  returned AS (
    UPDATE alerts a SET version = a.version + 1, state = 'raised', claimed_by = NULL, claimed_at = NULL, lease_until = NULL
    FROM lapsed WHERE a.id = lapsed.id RETURNING a.id, a.version, lapsed.claimed_by),
  step AS (
    INSERT INTO alert_steps (id, alert_id, kind, due_at)
    SELECT gen_random_uuid(), id, 'undisplayed', clock_timestamp() + $1::integer * interval '1 millisecond' FROM returned),
  entry AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin)
    SELECT gen_random_uuid(), id, version, 'leaseLapsed', claimed_by, 'clock' FROM returned),
  fact AS (
    INSERT INTO facts (kind, subject, change, data)
    SELECT 'alert', id::text, 'leaseLapsed', jsonb_build_object('version', version) FROM returned)
  SELECT count(*)::int AS n FROM returned`;
