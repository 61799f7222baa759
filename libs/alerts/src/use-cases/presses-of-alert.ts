// Which device events belong to a case: for the receipts that go down to the devices.
import { Injectable } from '@nestjs/common';
import type { AlertState } from '#libs/contracts';
import { Database } from '#libs/platform';

export interface PressReceiptRow {
  alertId: string;
  number: string;
  state: AlertState;
  deviceKey: string;
  eventId: string;
}

@Injectable()
export class PressesOfAlert {
  constructor(private readonly database: Database) {}

  /** The latest 20 presses of each device in each case: a stuck button must not turn one claim into thousands of messages. */
  async forReceipts(alertIds: string[]): Promise<PressReceiptRow[]> {
    if (alertIds.length === 0) return [];
    return this.database.query<PressReceiptRow & Record<string, unknown>>(
      `SELECT alert_id AS "alertId", number, state, device_key AS "deviceKey", event_id AS "eventId" FROM (
         SELECT p.alert_id, a.number, a.state, p.device_key, p.event_id, p.received_at,
           row_number() OVER (PARTITION BY p.alert_id, p.device_key ORDER BY p.received_at DESC, p.id DESC) AS place
         FROM alert_presses p JOIN alerts a ON a.id = p.alert_id WHERE p.alert_id = ANY($1::uuid[])) AS ranked
       WHERE place <= 20 ORDER BY "alertId", received_at`,
      [alertIds],
      'presses-for-receipts',
    );
  }
}
