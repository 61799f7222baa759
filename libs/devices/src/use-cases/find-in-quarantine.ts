// Messages that could not be read, for the admin.
import { Injectable } from '@nestjs/common';
import type { Page, QuarantineView } from '#libs/contracts';
import { Database, DomainError } from '#libs/platform';

const PREVIEW_BYTES = 200;

interface Row {
  id: string;
  received_at: Date;
  device_key: string | null;
  topic: string;
  reason: string;
  bytes: number;
  head: Buffer;
  alert_id: string | null;
  total: string;
}

@Injectable()
export class FindInQuarantine {
  constructor(private readonly database: Database) {}

  /** Newest first; `page` counts from 1. For the admin of the top centre. */
  async find(ask: { deviceKey?: string; page: number; pageSize: number }): Promise<Page<QuarantineView>> {
    const rows = await this.database.query<Row>(
      `SELECT id, received_at, device_key, topic, reason, octet_length(payload) AS bytes,
         substring(payload FOR ${PREVIEW_BYTES}) AS head, alert_id, count(*) OVER () AS total
       FROM quarantine WHERE ($1::text IS NULL OR device_key = $1)
       ORDER BY received_at DESC, id DESC LIMIT $2 OFFSET $3`,
      [ask.deviceKey ?? null, ask.pageSize, (ask.page - 1) * ask.pageSize],
    );
    if (!rows[0] && ask.page > 1)
      return { items: [], total: (await this.find({ ...ask, page: 1, pageSize: 1 })).total };
    return { items: rows.map(view), total: Number(rows[0]?.total ?? 0) };
  }

  /** The bytes as they came. Throws QUARANTINE.NOT_FOUND. */
  async raw(id: string): Promise<Buffer> {
    const [row] = await this.database.query<{ payload: Buffer }>('SELECT payload FROM quarantine WHERE id = $1::uuid', [
      id,
    ]);
    if (!row) throw new DomainError('QUARANTINE.NOT_FOUND');
    return row.payload;
  }
}

const view = (row: Row): QuarantineView => ({
  id: row.id,
  receivedAt: row.received_at.toISOString(),
  deviceKey: row.device_key,
  topic: row.topic,
  reason: row.reason,
  bytes: row.bytes,
  preview: row.head.toString('utf8').replace(/\p{C}/gu, '\uFFFD'),
  alertId: row.alert_id,
});
