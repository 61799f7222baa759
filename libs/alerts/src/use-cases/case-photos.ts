// Photographs of a case: taken by whoever handles it or stands at the door, seen by those who may see the case now.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { PhotoView } from '#libs/contracts';
import { Database, DomainError, Files, pictureOrRefusal, type StoredFile, type Tx } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { CaseWork, type CaseChange } from '../database/case-work.ts';
import { ROOT_OF_TASK_SQL } from '../database/dispatch.store.ts';
import { ARRIVED, UNDER_WAY, lockArrivedTask } from '../database/own-task.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';
import type { TerritoryInSql } from '../territory.ts';

export type PhotoPurpose = PhotoView['purpose'];

interface PhotoRow extends QueryResultRow {
  file_id: string;
  at: Date;
  account_id: string | null;
  account_name: string | null;
  purpose: PhotoPurpose;
}

const ROWS_SQL = `
  SELECT p.*, c.name AS account_name FROM alert_photos p LEFT JOIN accounts c ON c.id = p.account_id`;

@Injectable()
export class CasePhotos {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    private readonly files: Files,
  ) {}

  /** By the holder of the claim. Throws FILE.TOO_LARGE, FILE.NOT_AN_IMAGE. */
  async addByConsole(alertId: string, actor: ActorRef, purpose: PhotoPurpose, bytes: Buffer): Promise<PhotoView> {
    pictureOrRefusal(bytes);
    return this.work.on({ alertId, actor, origin: 'api', holder: true, states: ['claimed', 'resolved'] }, async (tx) =>
      this.add(tx, alertId, actor.accountId, purpose, bytes),
    );
  }

  /** By a helper who is there. Throws ALERT.NOT_FOUND where they have no such task: they see nothing else of it. */
  async addByResponder(alertId: string, accountId: string, purpose: PhotoPurpose, bytes: Buffer): Promise<PhotoView> {
    pictureOrRefusal(bytes);
    const [own] = await this.database.query<{ id: string; root: string }>(
      `SELECT d.id, ${ROOT_OF_TASK_SQL} AS root FROM dispatch_tasks d JOIN responders r ON r.id = d.responder_id
       WHERE $1 IN (d.alert_id, ${ROOT_OF_TASK_SQL}) AND r.account_id = $2 AND d.state = ANY($3::text[])`,
      [alertId, accountId, ARRIVED],
      'arrived-task',
    );
    if (!own) throw new DomainError('ALERT.NOT_FOUND');
    return this.work.on(
      { alertId: own.root, actor: null, by: accountId, origin: 'responder', states: ['raised', 'claimed', 'resolved'] },
      async (tx) => {
        await lockArrivedTask(tx, own.id, accountId);
        return this.add(tx, own.root, accountId, purpose, bytes, own.id);
      },
    );
  }

  /** Oldest first; the caller has checked that the case may be seen. */
  async of(alertId: string): Promise<PhotoView[]> {
    const rows = await this.database.query<PhotoRow>(
      `${ROWS_SQL} WHERE p.alert_id = $1 ORDER BY p.at, p.file_id`,
      [alertId],
      'photos-of-alert',
    );
    return rows.map(photoView);
  }

  /** What this account added before; its answer may have been lost on the way. Throws FILE.NOT_FOUND. */
  async added(fileId: string, accountId: string): Promise<PhotoView> {
    const [row] = await this.database.query<PhotoRow>(`${ROWS_SQL} WHERE p.file_id = $1 AND p.account_id = $2`, [
      fileId,
      accountId,
    ]);
    if (!row) throw new DomainError('FILE.NOT_FOUND');
    return photoView(row);
  }

  async one(territory: TerritoryInSql, fileId: string): Promise<StoredFile> {
    return this.opened(
      `SELECT 1 FROM alert_photos p JOIN alerts a ON a.id = p.alert_id
       WHERE p.file_id = $1 AND ${inTerritory('a', 2, 3)}`,
      [fileId, ...territoryValues(territory)],
      'photo-in-territory',
    );
  }

  /** For a helper: as long as they are on their way or there. */
  async oneOfResponder(accountId: string, fileId: string): Promise<StoredFile> {
    return this.opened(
      `SELECT 1 FROM alert_photos p JOIN dispatch_tasks d ON p.alert_id IN (d.alert_id, ${ROOT_OF_TASK_SQL})
         JOIN responders r ON r.id = d.responder_id
       WHERE p.file_id = $1 AND r.account_id = $2 AND d.state = ANY($3::text[])`,
      [fileId, accountId, UNDER_WAY],
      'photo-of-own-task',
    );
  }

  /** The latest photograph of the person themselves; null if there is none. */
  async ofPerson(alertId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>(
      `SELECT file_id AS id FROM alert_photos WHERE alert_id = $1 AND purpose = 'person' ORDER BY at DESC LIMIT 1`,
      [alertId],
      'photo-of-person',
    );
    return row?.id ?? null;
  }

  private async opened(seenSql: string, values: [string, ...unknown[]], name: string): Promise<StoredFile> {
    const seen = await this.database.query(seenSql, values, name);
    if (seen.length === 0) throw new DomainError('FILE.NOT_FOUND');
    return this.files.read(values[0]);
  }

  private async add(
    tx: Tx,
    alertId: string,
    accountId: string,
    purpose: PhotoPurpose,
    bytes: Buffer,
    taskId?: string,
  ): Promise<CaseChange<PhotoView>> {
    const photoId = await this.files.storeImage(bytes, accountId, tx);
    await tx.query('INSERT INTO alert_photos (file_id, alert_id, account_id, purpose) VALUES ($1, $2, $3, $4)', [
      photoId,
      alertId,
      accountId,
      purpose,
    ]);
    const [row] = await tx.query<PhotoRow>(`${ROWS_SQL} WHERE p.file_id = $1`, [photoId]);
    if (!row) throw new Error('a photograph that was just written is gone');
    const data = { photoId, purpose, ...(taskId ? { taskId } : {}) };
    return { entries: [{ action: 'photoAdded', data }], result: photoView(row) };
  }
}

function photoView(row: PhotoRow): PhotoView {
  return {
    id: row.file_id,
    at: rfc3339(row.at),
    by: row.account_id ? { id: row.account_id, name: row.account_name ?? '' } : null,
    purpose: row.purpose,
    url: `/api/v1/files/${row.file_id}`,
  };
}
