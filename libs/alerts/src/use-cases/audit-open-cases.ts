// The auditor: open cases for which nothing would happen next. Each is kept, told and put right; that there is one is an
// alarm about ourselves.
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Database,
  FactWaker,
  LOG,
  Metrics,
  SETTINGS,
  isDatabaseAway,
  type Log,
  type Settings,
  type Tx,
} from '#libs/platform';
import { MISSING_STEPS, type MissingStep } from '../domain/next-step.ts';
import { Ladders, type WaitingCase } from './ladders.ts';

const AUDIT_LOCK = 7_233_008;
const BATCH = 200;
/** A lease that ended longer ago than this should have been swept many times over. */
const LEASE_GRACE_MS = 30_000;

export interface Finding {
  alertId: string;
  missing: MissingStep;
}

interface Row {
  id: string;
  kind: WaitingCase['kind'];
  severity: WaitingCase['severity'];
  community_code: string | null;
  state: 'raised' | 'claimed' | 'resolved';
  missing: MissingStep;
}

/** As missingStep() of domain/next-step.ts has it; `a` are alerts, $1 the grace of leases in ms. */
export const MISSING_SQL = `CASE
  WHEN a.state = 'raised' AND NOT EXISTS (SELECT 1 FROM alert_steps s
    WHERE s.alert_id = a.id AND s.done_at IS NULL AND s.until = 'claimed') THEN 'nobodyIsCalled'
  WHEN a.state = 'claimed' AND a.lease_until <= clock_timestamp() - $1::integer * interval '1 millisecond' THEN 'leaseNotSwept'
  WHEN a.state = 'resolved' AND a.review_due AND NOT EXISTS (SELECT 1 FROM alert_steps s
    WHERE s.alert_id = a.id AND s.done_at IS NULL AND s.until = 'ended') THEN 'reviewForgotten' END`;

@Injectable()
export class AuditOpenCases implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    @Inject(Ladders) private readonly ladders: Pick<Ladders, 'stepsFor'>,
    private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** A counter that begins with its first finding shows no increase by it. */
  onModuleInit(): void {
    for (const missing of MISSING_STEPS) this.metrics.casesWithoutNextStep.inc({ missing }, 0);
  }

  /** What it found and put right; nothing if another process is at it. */
  async run(): Promise<Finding[]> {
    const found = await this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [AUDIT_LOCK]);
      if (!lock?.mine) return [];
      const rows = await tx.query<Row & Record<string, unknown>>(
        `SELECT * FROM (SELECT a.id, a.kind, a.severity, a.community_code, a.state, ${MISSING_SQL} AS missing FROM alerts a
           WHERE a.state IN ('raised', 'claimed', 'resolved') ORDER BY a.id) AS looked
         WHERE missing IS NOT NULL LIMIT ${BATCH}`,
        [LEASE_GRACE_MS],
        'audit-open-cases',
      );
      const handled: Row[] = [];
      for (const row of rows) {
        // It may have moved on since it was read: only what still stands so is put right.
        const [still] = await tx.query(
          `SELECT 1 FROM alerts a WHERE a.id = $2 AND ${MISSING_SQL} = $3 FOR NO KEY UPDATE SKIP LOCKED`,
          [LEASE_GRACE_MS, row.id, row.missing],
        );
        if (!still) continue;
        await this.putRight(tx, row);
        handled.push(row);
      }
      return handled;
    });
    if (found.length === 0) return [];
    for (const { missing } of found) this.metrics.casesWithoutNextStep.inc({ missing });
    this.waker.wake();
    this.log.error(
      { alerts: found.map(({ id, missing }) => ({ id, missing })) },
      'open cases had no next step; they were escalated and armed again',
    );
    return found.map(({ id, missing }) => ({ alertId: id, missing }));
  }

  /** A case that cannot be put right is kept as a finding all the same, and holds up no other. */
  private async putRight(tx: Tx, row: Row): Promise<void> {
    await tx.query('SAVEPOINT one_case');
    try {
      await tx.query(PUT_RIGHT_SQL, [row.id, row.state, row.missing, JSON.stringify(this.steps(row))]);
      await tx.query('RELEASE SAVEPOINT one_case');
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT one_case');
      await tx.query(
        'INSERT INTO audit_findings (id, alert_id, state, reason) VALUES (gen_random_uuid(), $1::uuid, $2, $3)',
        [row.id, row.state, row.missing],
      );
      this.log.error({ err: error, alertId: row.id, missing: row.missing }, 'a case without a next step got none');
    }
  }

  private steps(row: Row): { kind: string; until: string; afterMs: number; frozen: boolean }[] {
    switch (row.missing) {
      case 'nobodyIsCalled':
      case 'leaseNotSwept':
        return this.ladders
          .stepsFor({ kind: row.kind, severity: row.severity, communityCode: row.community_code })
          .map((step) => ({ ...step, until: 'claimed', frozen: true }));
      case 'reviewForgotten':
        return [{ kind: 'reviewOverdue', until: 'ended', afterMs: this.settings.REVIEW_OVERDUE_MS, frozen: false }];
    }
  }
}

/**
 * $1 alert, $2 its state, $3 what was missing, $4 steps: they take the place of the chain that was frozen before. A claim
 * that nobody swept goes back to the queue here.
 */
const PUT_RIGHT_SQL = `
  WITH moved AS (
    UPDATE alerts a SET version = a.version + 1, escalated_at = coalesce(a.escalated_at, clock_timestamp()),
      rung_at = clock_timestamp(), state = CASE a.state WHEN 'claimed' THEN 'raised' ELSE a.state END,
      claimed_by = CASE a.state WHEN 'claimed' THEN NULL ELSE a.claimed_by END,
      claimed_at = CASE a.state WHEN 'claimed' THEN NULL ELSE a.claimed_at END,
      handover_to = CASE a.state WHEN 'claimed' THEN NULL ELSE a.handover_to END, lease_until = NULL,
      fired_steps = CASE a.state WHEN 'resolved' THEN a.fired_steps ELSE '{}' END
    WHERE a.id = $1::uuid RETURNING a.id, a.version),
  replaced AS (
    UPDATE alert_steps s SET due_after_ms = NULL, done_at = coalesce(s.done_at, clock_timestamp()),
      outcome = coalesce(s.outcome, 'cancelled')
    FROM moved WHERE s.alert_id = moved.id AND s.until = 'claimed' AND $2 <> 'resolved'),
  kept AS (
    INSERT INTO audit_findings (id, alert_id, state, reason) SELECT gen_random_uuid(), id, $2, $3 FROM moved),
  armed AS (
    INSERT INTO alert_steps (id, alert_id, kind, until, due_after_ms, due_at)
    SELECT gen_random_uuid(), moved.id, s.kind, s.until, CASE WHEN s.frozen THEN s."afterMs" END,
      clock_timestamp() + s."afterMs" * interval '1 millisecond'
    FROM moved CROSS JOIN jsonb_to_recordset($4::jsonb) AS s (kind text, until text, "afterMs" bigint, frozen boolean)),
  entry AS (
    INSERT INTO alert_timeline (id, alert_id, version, action, origin, data)
    SELECT gen_random_uuid(), id, version, 'noNextStep', 'clock', jsonb_build_object('missing', $3::text) FROM moved)
  INSERT INTO facts (kind, subject, change, data)
  SELECT 'alert', id::text, 'noNextStep', jsonb_build_object('version', version) FROM moved`;
