// Which device events belong to a case: for the receipts that go down to the devices. What people raised has none.
import { Injectable } from '@nestjs/common';
import type { AlertState, TaskStage } from '#libs/contracts';
import { Database } from '#libs/platform';

export interface PressReceiptRow {
  alertId: string;
  number: string;
  state: AlertState;
  /** The furthest task. */
  stage: TaskStage | null;
  deviceKey: string;
  eventId: string;
}

const LATEST = 200;

@Injectable()
export class PressesOfAlert {
  constructor(private readonly database: Database) {}

  /**
   * The first press of each device in each case, which is the one that its pendant may wait for, and its latest 200: a stuck
   * button must not turn one claim into a flood.
   */
  async forReceipts(alertIds: string[]): Promise<PressReceiptRow[]> {
    if (alertIds.length === 0) return [];
    return this.database.query<PressReceiptRow & Record<string, unknown>>(
      `SELECT alert_id AS "alertId", number, state, task_stage AS stage, device_key AS "deviceKey", event_id AS "eventId" FROM (
         SELECT p.alert_id, a.number, a.state, a.task_stage, p.device_key, p.event_id, p.received_at,
           row_number() OVER (PARTITION BY p.alert_id, p.device_key ORDER BY p.received_at DESC, p.id DESC) AS from_last,
           row_number() OVER (PARTITION BY p.alert_id, p.device_key ORDER BY p.received_at, p.id) AS from_first
         FROM alert_presses p JOIN alerts a ON a.id = p.alert_id 
         WHERE p.alert_id = ANY($1::uuid[]) AND p.device_key IS NOT NULL) AS ranked
       WHERE from_last <= ${LATEST} OR from_first = 1 ORDER BY "alertId", received_at`,
      [alertIds],
      'presses-for-receipts',
    );
  }
}
