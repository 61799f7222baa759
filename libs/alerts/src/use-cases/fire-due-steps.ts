// What the clock does to cases: the steps of their ladders, and claims that their holder left. Due times live in the
// database; any process may call this at any time, and only one does the work at once.
import { Inject, Injectable } from '@nestjs/common';
import { Database, FactWaker, SETTINGS, SealedText, type Settings, type Tx } from '#libs/platform';
import { rearmSql } from '../database/steps.store.ts';
import { LoneNight, type CallsMobiles } from './lone-night.ts';

const SWEEP_LOCK = 7_233_002;
const LAPSE_LOCK = 7_233_013;
const BATCH = 500;
/** A phone that rings for one step is not called by the next at the same moment: it would only be busy. */
const RING_SECONDS = 15;

export interface Swept {
  /** Steps that were fired. */
  fired: number;
  lapsed: number;
}

/** Everything that is due (a batch of it), or what `one` names alone. Answers how many. */
type Work = (tx: Tx, one: string | null) => Promise<number>;

interface FiredRow extends CallsMobiles {
  kind: string;
}

@Injectable()
export class FireDueSteps {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    private readonly sealed: SealedText,
    private readonly night: LoneNight,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Fires everything that is due now. Returns what it did; nothing if another process is at it. */
  async run(): Promise<Swept> {
    // Neither waits for the other: a step that cannot be fired keeps no dead console's claim.
    const [fired, lapsed] = await Promise.allSettled([
      this.all(SWEEP_LOCK, DUE_STEPS_SQL, (tx, one) => this.fire(tx, one)),
      this.all(LAPSE_LOCK, LAPSED_SQL, (tx, one) => this.lapse(tx, one)),
    ]);
    if (fired.status === 'rejected') throw fired.reason;
    if (lapsed.status === 'rejected') throw lapsed.reason;
    return { fired: fired.value, lapsed: lapsed.value };
  }

  /** In batches, one process at a time; `dueSql` names what is due one by one, where a batch cannot be written. */
  private async all(lock: number, dueSql: string, work: Work): Promise<number> {
    for (let total = 0; ;) {
      const done = await this.database
        .transaction(async (tx) => {
          const [got] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [lock]);
          return got?.mine ? work(tx, null) : null;
        })
        .catch((error: unknown) => this.oneByOne(error, dueSql, work));
      if (done) this.waker.wake();
      total += done ?? 0;
      if (done === null || done < BATCH) return total;
    }
  }

  /** A case that cannot be written must not hold up the others: each by itself, and the first error comes at the end. */
  private async oneByOne(cause: unknown, dueSql: string, work: Work): Promise<never> {
    let done = 0;
    for (const { id } of await this.database.query<{ id: string }>(dueSql)) {
      done += await this.database.transaction((tx) => work(tx, id)).catch(() => 0);
    }
    if (done > 0) this.waker.wake();
    throw cause;
  }

  private async lapse(tx: Tx, alertId: string | null): Promise<number> {
    const lapsed = await tx.query<{ id: string }>(LAPSE_SQL, [alertId], 'lapse-due');
    await this.night.waitAgain(
      tx,
      lapsed.map(({ id }) => id),
    );
    return lapsed.length;
  }

  private async fire(tx: Tx, stepId: string | null): Promise<number> {
    const rows = await tx.query<FiredRow & Record<string, unknown>>(
      FIRE_SQL,
      [BATCH, stepId, this.settings.REPEAT_STEP_MS, this.settings.REVIEW_OVERDUE_MS, ...this.dutyPhone()],
      'fire-due',
    );
    for (const row of rows) if (row.kind === 'operatorMobile') await this.night.callOperators(tx, row);
    return rows.length;
  }

  /** The number of the duty phone, and whether anything can be dialled. */
  private dutyPhone(): [string | null, string] {
    const { DUTY_PHONE, TELEPHONY_URL } = this.settings;
    return [DUTY_PHONE ? this.sealed.seal(DUTY_PHONE) : null, DUTY_PHONE && TELEPHONY_URL ? 'queued' : 'noTelephony'];
  }
}

/**
 * $1 most steps, $2 one step alone or null, $3 ms until consoles sound again, $4 ms until a review is brought up again, $5
 * sealed number of the duty phone, $6 state of orders to it. Alert first, then step: the order of locks of every transition.
 */
const FIRE_SQL = `
  WITH due AS (
    SELECT s.id AS step_id, s.kind, s.due_at, a.id AS alert_id FROM alert_steps s JOIN alerts a ON a.id = s.alert_id
    WHERE s.done_at IS NULL AND s.due_at <= clock_timestamp() AND s.kind <> 'autoOffer'
      AND ($2::uuid IS NULL OR s.id = $2)
      AND CASE s.until WHEN 'claimed' THEN a.state = 'raised' ELSE a.state = 'resolved' END
    ORDER BY s.due_at LIMIT $1 FOR NO KEY UPDATE OF a SKIP LOCKED),
  fired AS (
    UPDATE alert_steps s SET done_at = clock_timestamp(), outcome = 'fired'
    FROM due WHERE s.id = due.step_id AND s.done_at IS NULL RETURNING s.alert_id, s.kind, s.due_at),
  climbed AS (
    SELECT alert_id, min(due_at) AS first_due,
      coalesce(array_agg(kind ORDER BY due_at) FILTER (WHERE kind NOT IN ('undisplayed', 'undisplayedPhone', 'remind', 'reviewOverdue')), '{}') AS steps,
      bool_or(kind <> 'operatorMobile') AS rings,
      bool_or(kind NOT IN ('ringAgain', 'remind', 'reviewOverdue', 'operatorMobile')) AS escalates,
      (array_agg(kind ORDER BY due_at DESC))[1] AS last_kind
    FROM fired GROUP BY alert_id),
  moved AS (
    UPDATE alerts a SET version = a.version + 1, fired_steps = a.fired_steps || c.steps,
      rung_at = CASE WHEN c.rings THEN clock_timestamp() ELSE a.rung_at END,
      escalated_at = CASE WHEN c.escalates THEN coalesce(a.escalated_at, clock_timestamp()) ELSE a.escalated_at END
    FROM climbed c WHERE a.id = c.alert_id
    RETURNING a.id, a.version, a.community_code, a.severity, c.last_kind, c.escalates),
  again AS (
    INSERT INTO alert_steps (id, alert_id, kind, until, due_at)
    SELECT gen_random_uuid(), f.alert_id, f.kind, CASE f.kind WHEN 'remind' THEN 'claimed' ELSE 'ended' END,
      clock_timestamp() + CASE WHEN f.kind = 'reviewOverdue' THEN $4::bigint WHEN m.severity = 'P3' THEN ${3_600_000}
        ELSE $3::bigint END * interval '1 millisecond'
    FROM fired f JOIN moved m ON m.id = f.alert_id WHERE f.kind IN ('remind', 'reviewOverdue')),
  entries AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, origin, data)
    SELECT gen_random_uuid(), m.id, m.version, CASE WHEN f.kind = 'undisplayed' THEN 'escalated' ELSE 'stepFired' END, 'clock',
      CASE WHEN f.kind = 'undisplayed' THEN '{"reason":"undisplayed","to":"supervisor"}'
        ELSE jsonb_build_object('step', f.kind) END
    FROM fired f JOIN moved m ON m.id = f.alert_id),
  orders AS (
    INSERT INTO telephony_orders (id, kind, purpose, alert_id, to_sealed, state, next_at)
    SELECT gen_random_uuid(), 'announce', 'dutyPhone', f.alert_id, $5::text, $6::text, greatest(clock_timestamp(),
      (SELECT max(o.created_at) FROM telephony_orders o WHERE o.alert_id = f.alert_id AND o.purpose = 'dutyPhone')
        + interval '${RING_SECONDS} seconds')
    FROM fired f WHERE f.kind IN ('dutyPhone', 'undisplayedPhone')),
  fact AS (
    INSERT INTO facts (kind, subject, change, data)
    SELECT 'alert', id::text, CASE WHEN escalates THEN 'escalated' ELSE 'stepFired' END,
      jsonb_build_object('version', version) FROM moved)
  SELECT f.alert_id, f.kind, m.community_code, m.version FROM fired f JOIN moved m ON m.id = f.alert_id`;

const DUE_STEPS_SQL = `
  SELECT s.id FROM alert_steps s WHERE s.done_at IS NULL AND s.due_at <= clock_timestamp() AND s.kind <> 'autoOffer'
  ORDER BY s.due_at LIMIT ${10 * BATCH}`;

const LAPSED_SQL = `SELECT id FROM alerts WHERE state = 'claimed' AND lease_until <= clock_timestamp() ORDER BY id`;

/** $1 one case alone, or null. */
const LAPSE_SQL = `
  WITH lapsed AS (
    SELECT id, claimed_by FROM alerts WHERE state = 'claimed' AND lease_until <= clock_timestamp()
      AND ($1::uuid IS NULL OR id = $1)
    ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED),
  returned AS (
    UPDATE alerts a SET version = a.version + 1, state = 'raised', claimed_by = NULL, claimed_at = NULL, lease_until = NULL,
      handover_to = NULL, fired_steps = '{}', rung_at = NULL
    FROM lapsed WHERE a.id = lapsed.id RETURNING a.id, a.version, lapsed.claimed_by),
  steps AS (${rearmSql('returned')}),
  entry AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin)
    SELECT gen_random_uuid(), id, version, 'leaseLapsed', claimed_by, 'clock' FROM returned),
  fact AS (
    INSERT INTO facts (kind, subject, change, data)
    SELECT 'alert', id::text, 'leaseLapsed', jsonb_build_object('version', version) FROM returned)
  SELECT id FROM returned`;
