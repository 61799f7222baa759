// Follow-up calls: planned when a case ends, kept until somebody was reached, called off when it is opened again.
import { Injectable } from '@nestjs/common';
import type {
  AlertKind, Ending, FollowUpItem, FollowUpResult, FollowUpState, FollowUpTaskView, Outcome, Page,
  Severity,
} from '#libs/contracts'; // prettier-ignore
import { maskedName, ageOn } from '#libs/elders';
import { businessDay } from '#libs/places';
import { Clock, Database, DomainError, SealedText, newId, type Sql, type Tx } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { FOLLOW_UP_COLUMNS, viewsSql, type FollowUpViewRow } from '../database/case-tasks.query.ts';
import { CaseWork, type CaseRow } from '../database/case-work.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { followUpsDue } from '../domain/follow-ups.ts';
import { followUpViewOf } from '../task-view.ts';
import type { TerritoryInSql } from '../territory.ts';

export interface FollowUpReport {
  /** Without it the one that is due next. */
  taskId?: string;
  result: FollowUpResult;
  satisfaction?: number;
  note?: string;
}

interface ItemRow {
  view: FollowUpViewRow;
  number: string;
  alert_kind: AlertKind;
  severity: Severity;
  outcome: Outcome | null;
  closed_at: Date | null;
  elder_id: string | null;
  elder_name: string | null;
  birth_date: string | null;
  community_code: string | null;
  division_name: string | null;
}

@Injectable()
export class FollowUps {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseWork,
    private readonly sealed: SealedText,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that ends the case. */
  async plan(tx: Tx, found: CaseRow, ending: Ending): Promise<void> {
    if (found.drill) return;
    const [now] = await tx.query<{ at: Date }>('SELECT clock_timestamp() AS at');
    if (!now) return;
    for (const { kind, dueAt } of followUpsDue(ending, { receivedAt: found.received_at, endedAt: now.at })) {
      await tx.query(`INSERT INTO follow_up_tasks (id, alert_id, state, kind, due_at) VALUES ($1, $2, 'due', $3, $4)`, [
        newId(),
        found.id,
        kind,
        dueAt,
      ]);
    }
  }

  async cancelOf(sql: Sql, alertId: string): Promise<void> {
    await sql.query(`${CANCEL} WHERE f.state = 'due' AND f.alert_id = $1::uuid`, [alertId]);
  }

  async cancelOfElder(sql: Sql, elderId: string): Promise<void> {
    await sql.query(`${CANCEL} FROM alerts a WHERE f.state = 'due' AND a.id = f.alert_id AND a.elder_id = $1::uuid`, [
      elderId,
    ]);
  }

  /**
   * After cancelOfElder() by mistake at `since` (as PostgreSQL writes it): planned anew, because what is cancelled stays so. Only
   * of cases that had ended before; one that was opened again since has planned its own.
   */
  async planAgainOfElder(sql: Sql, elderId: string, since: string): Promise<void> {
    await sql.query(
      `INSERT INTO follow_up_tasks (id, alert_id, state, kind, due_at)
       SELECT DISTINCT ON (f.alert_id, f.kind) gen_random_uuid(), f.alert_id, 'due', f.kind,
         greatest(f.due_at, clock_timestamp())
       FROM follow_up_tasks f JOIN alerts a ON a.id = f.alert_id
       WHERE a.elder_id = $1::uuid AND f.state = 'cancelled' AND f.done_at >= $2::timestamptz
         AND a.state IN ('resolved', 'closed') AND coalesce(a.resolved_at, a.closed_at) < $2::timestamptz
         AND NOT EXISTS (SELECT 1 FROM follow_up_tasks d WHERE d.alert_id = a.id AND d.state = 'due' AND d.kind = f.kind)
       ORDER BY f.alert_id, f.kind, f.due_at`,
      [elderId, since],
    );
  }

  /**
   * What the call brought. Who was not reached is called again: the task stays due, the attempt is counted. Throws
   * TASK.NOTHING_DUE where nothing waits, TASK.NOT_FOUND for tasks of other cases, TASK.WRONG_STATE for done ones.
   */
  async done(alertId: string, actor: ActorRef, report: FollowUpReport): Promise<FollowUpTaskView> {
    return this.cases.on({ alertId, actor, origin: 'console', states: ['resolved', 'closed'] }, async (tx) => {
      const task = await due(tx, alertId, report.taskId ?? null);
      const reached = report.result !== 'unreachable';
      const [row] = await tx.query<{ view: FollowUpViewRow }>(
        `WITH f AS (
             UPDATE follow_up_tasks SET version = version + 1, state = CASE WHEN $3 THEN 'done' ELSE 'due' END,
               done_at = CASE WHEN $3 THEN clock_timestamp() END, account_id = $2, result = $4, satisfaction = $5,
               note_sealed = coalesce($6, note_sealed), attempts = attempts + 1
             WHERE id = $1 RETURNING *)
           ${viewsSql(`SELECT ${FOLLOW_UP_COLUMNS} FROM f`)}`,
        [
          task.id,
          actor.accountId,
          reached,
          report.result,
          report.satisfaction ?? null,
          report.note ? this.sealed.seal(report.note) : null,
        ],
      );
      if (!row) throw new DomainError('TASK.NOT_FOUND');
      return {
        entries: [
          { action: 'followUpDone', note: report.note ?? null, data: { taskId: task.id, result: report.result } },
        ],
        result: followUpViewOf(row.view, this.sealed),
      };
    });
  }

  /** Of the territory, the one that is due first coming first; names are masked. */
  async list(
    territory: TerritoryInSql,
    { state, page, pageSize }: { state: 'due' | 'overdue' | 'done'; page: number; pageSize: number },
  ): Promise<Page<FollowUpItem>> {
    const where = `${WHERE[state]} AND ${inTerritory('a', 1, 2)}`;
    const values = territoryValues(territory);
    const [counted] = await this.database.query<{ total: string }>(
      `SELECT count(*) AS total FROM follow_up_tasks f JOIN alerts a ON a.id = f.alert_id WHERE ${where}`,
      values,
    );
    const rows = await this.database.query<ItemRow & Record<string, unknown>>(
      `SELECT (${viewsSql(`SELECT ${FOLLOW_UP_COLUMNS}`)}) AS view, a.number, a.kind AS alert_kind, a.severity, a.outcome, a.closed_at, a.elder_id,
         e.name AS elder_name, e.birth_date::text AS birth_date, a.community_code, v.name AS division_name
       FROM follow_up_tasks f JOIN alerts a ON a.id = f.alert_id LEFT JOIN elders e ON e.id = a.elder_id
         LEFT JOIN divisions v ON v.code = a.community_code
       WHERE ${where} ORDER BY f.due_at ${state === 'done' ? 'DESC' : 'ASC'}, f.id LIMIT $3 OFFSET $4`,
      [...values, pageSize, (page - 1) * pageSize],
    );
    return { items: rows.map((row) => this.item(row)), total: Number(counted?.total ?? 0) };
  }

  private item(row: ItemRow): FollowUpItem {
    const today = businessDay(this.clock.now());
    return {
      task: { ...followUpViewOf(row.view, this.sealed), note: null },
      alert: {
        id: row.view.alert_id,
        number: row.number,
        kind: row.alert_kind,
        severity: row.severity,
        elder:
          row.elder_id && row.elder_name && row.birth_date
            ? { id: row.elder_id, name: maskedName(row.elder_name), age: ageOn(row.birth_date, today), address: '' }
            : null,
        division: row.community_code ? { code: row.community_code, name: row.division_name ?? '' } : null,
        outcome: row.outcome,
        closedAt: row.closed_at ? rfc3339(row.closed_at) : null,
      },
    };
  }
}

const WHERE = {
  due: `f.state = 'due'`,
  overdue: `f.state = 'due' AND f.due_at <= now()`,
  done: `f.state = 'done'`,
} as const;

const CANCEL = `UPDATE follow_up_tasks f SET state = 'cancelled', version = f.version + 1, done_at = clock_timestamp()`;

async function due(tx: Tx, alertId: string, taskId: string | null): Promise<{ id: string }> {
  const [row] = await tx.query<{ id: string; state: FollowUpState }>(
    `SELECT id, state FROM follow_up_tasks WHERE alert_id = $1::uuid AND ($2::uuid IS NULL AND state = 'due' OR id = $2::uuid)
     ORDER BY due_at LIMIT 1 FOR UPDATE`,
    [alertId, taskId],
  );
  if (!row) throw new DomainError(taskId === null ? 'TASK.NOTHING_DUE' : 'TASK.NOT_FOUND');
  if (row.state !== 'due') throw new DomainError('TASK.WRONG_STATE', { state: row.state });
  return row;
}
