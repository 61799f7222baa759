// Steps at a door that nobody opens, by the console or by the helper who stands there; forcing it has its conditions.
import { Injectable } from '@nestjs/common';
import type { DoorResult, DoorStep, DoorStepView, EntryWith, RescueService } from '#libs/contracts';
import { Database, DomainError, SealedText, newId, type Sql, type Tx } from '#libs/platform';
import { DOOR_STEP_COLUMNS, viewsSql, type DoorStepViewRow } from '../database/case-tasks.query.ts';
import { CaseWork, type CaseChange } from '../database/case-work.ts';
import { lockArrivedTask, taskOfResponder } from '../database/own-task.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { doorRefusal, nextDoorSteps, type DoorStand } from '../domain/door-protocol.ts';
import { doorStepViewOf } from '../task-view.ts';

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
    const [row] = await tx.query<{ view: DoorStepViewRow }>(
      viewsSql(`SELECT ${DOOR_STEP_COLUMNS} FROM door_steps o WHERE o.id = $1`),
      [id],
    );
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
        doorStep: doorStepViewOf(row.view, this.sealed),
        next: nextDoorSteps({ ...stand, done: [...stand.done, { step, result }] }),
      },
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
