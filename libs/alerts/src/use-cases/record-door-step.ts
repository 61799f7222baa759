// Steps at a door that nobody opens, by the console or by the helper who stands there; forcing it has its conditions.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { DoorResult, DoorStep, DoorStepView, EntryWith, RescueService } from '#libs/contracts';
import { Database, DomainError, SealedText, newId, type Sql, type Tx } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { CaseWork, type CaseChange } from '../database/case-work.ts';
import { lockArrivedTask, taskOfResponder } from '../database/own-task.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { doorRefusal, nextDoorSteps, type DoorStand } from '../domain/door-protocol.ts';

export interface DoorStepTold {
  step: DoorStep;
  result: DoorResult;
  with?: EntryWith;
  note?: string;
  /** A photograph of the same case. */
  photoId?: string;
}

export interface DoorStepRecorded {
  doorStep: DoorStepView;
  /** What is left to be done, in order. */
  next: DoorStep[];
}

interface DoorStepRow extends QueryResultRow {
  id: string;
  at: Date;
  step: DoorStep;
  result: DoorResult;
  account_id: string | null;
  account_name: string | null;
  with_service: EntryWith | null;
  note_sealed: string | null;
  photo_id: string | null;
}

const ROWS_SQL = `
  SELECT s.*, c.name AS account_name FROM door_steps s LEFT JOIN accounts c ON c.id = s.account_id`;

@Injectable()
export class RecordDoorStep {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    private readonly sealed: SealedText,
  ) {}

  /** By the holder of the claim. Throws DOOR.NEVER_ALONE with details {missing}, DOOR.WRONG_ORDER, FILE.NOT_FOUND. */
  async byConsole(alertId: string, actor: ActorRef, told: DoorStepTold): Promise<DoorStepRecorded> {
    return this.work.on(
      { alertId, actor, origin: 'console', holder: true, states: ['claimed', 'resolved'] },
      async (tx) => this.record(tx, alertId, actor.accountId, told, {}),
    );
  }

  /** By the helper at the door: an own task on scene, whoever holds the case, and also while nobody does. */
  async byResponder(taskId: string, accountId: string, told: DoorStepTold): Promise<DoorStepRecorded> {
    const { alertId } = await taskOfResponder(this.database, taskId, accountId);
    return this.work.on(
      { alertId, actor: null, by: accountId, origin: 'responder', states: ['raised', 'claimed', 'resolved'] },
      async (tx) => {
        await lockArrivedTask(tx, taskId, accountId);
        return this.record(tx, alertId, accountId, told, { taskId });
      },
    );
  }

  /** Oldest first; the caller has checked that the case may be seen. */
  async of(alertId: string): Promise<DoorStepView[]> {
    const rows = await this.database.query<DoorStepRow>(
      `${ROWS_SQL} WHERE s.alert_id = $1 ORDER BY s.at, s.id`,
      [alertId],
      'door-steps-of-alert',
    );
    return rows.map((row) => this.view(row));
  }

  private async record(
    tx: Tx,
    alertId: string,
    accountId: string,
    told: DoorStepTold,
    from: { taskId?: string },
  ): Promise<CaseChange<DoorStepRecorded>> {
    const { step, result, photoId } = told;
    // Only a forced entry is with somebody.
    const withService = step === 'forceEntry' ? (told.with ?? null) : null;
    const stand = await standAtDoor(tx, alertId);
    const refusal = doorRefusal(stand, { step, result, with: withService });
    if (refusal) throw new DomainError(refusal.code, refusal.details);
    if (photoId) await refuseForeignPhoto(tx, alertId, photoId);
    const id = newId();
    await tx.query(
      `INSERT INTO door_steps (id, alert_id, step, result, account_id, with_service, note_sealed, photo_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        alertId,
        step,
        result,
        accountId,
        withService,
        told.note ? this.sealed.seal(told.note) : null,
        photoId ?? null,
      ],
    );
    const [row] = await tx.query<DoorStepRow>(`${ROWS_SQL} WHERE s.id = $1`, [id]);
    if (!row) throw new Error('a door step that was just written is gone');
    const data = {
      step,
      result,
      ...(withService ? { with: withService } : {}),
      ...(photoId ? { photoId } : {}),
      ...from,
    };
    return {
      entries: [{ action: 'doorStep', note: told.note ?? null, data }],
      result: {
        doorStep: this.view(row),
        next: nextDoorSteps({ ...stand, done: [...stand.done, { step, result }] }),
      },
    };
  }

  private view(row: DoorStepRow): DoorStepView {
    return {
      id: row.id,
      at: rfc3339(row.at),
      step: row.step,
      result: row.result,
      by: row.account_id ? { id: row.account_id, name: row.account_name ?? '' } : null,
      with: row.with_service,
      note: this.sealed.openOrNull(row.note_sealed),
      photoId: row.photo_id,
    };
  }
}

async function standAtDoor(sql: Sql, alertId: string): Promise<DoorStand> {
  const [row] = await sql.query<{ done: DoorStand['done']; photo_before: boolean; present: RescueService[] }>(
    `SELECT
       (SELECT coalesce(json_agg(json_build_object('step', step, 'result', result) ORDER BY at, id), '[]')
        FROM door_steps WHERE alert_id = $1) AS done,
       EXISTS (SELECT 1 FROM alert_photos WHERE alert_id = $1 AND purpose = 'doorBefore') AS photo_before,
       ARRAY(SELECT service FROM rescue_tasks WHERE alert_id = $1 AND state = 'arrived') AS present`,
    [alertId],
  );
  return { done: row?.done ?? [], photoBefore: row?.photo_before ?? false, present: row?.present ?? [] };
}

async function refuseForeignPhoto(sql: Sql, alertId: string, photoId: string): Promise<void> {
  const rows = await sql.query('SELECT 1 FROM alert_photos WHERE alert_id = $1 AND file_id = $2', [alertId, photoId]);
  if (rows.length === 0) throw new DomainError('FILE.NOT_FOUND');
}
