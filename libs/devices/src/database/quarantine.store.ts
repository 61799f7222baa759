// Messages that could not be read, with reason and raw bytes: seen by the admin, never thrown away silently.
import { Injectable } from '@nestjs/common';
import { newId, type Sql } from '#libs/platform';

export interface Quarantined {
  receivedAt: Date;
  deviceKey: string | null;
  topic: string;
  reason: string;
  payload: Buffer;
  alertId: string | null;
}

@Injectable()
export class QuarantineStore {
  async put(sql: Sql, messages: readonly Quarantined[]): Promise<void> {
    if (messages.length === 0) return;
    await sql.query(
      `INSERT INTO quarantine (id, received_at, device_key, topic, reason, payload, alert_id)
       SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::uuid[])`,
      [
        messages.map(() => newId()),
        messages.map((message) => message.receivedAt),
        messages.map((message) => message.deviceKey),
        messages.map((message) => message.topic),
        messages.map((message) => message.reason),
        messages.map((message) => message.payload),
        messages.map((message) => message.alertId),
      ],
    );
  }
}
