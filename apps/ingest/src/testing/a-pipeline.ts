// The pipeline on a database of its own, with what specs ask of it: what was sent, and what came of it.
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Town } from './a-town.ts';
import { anInbox, type InboxUnderTest } from './an-inbox.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export interface AlertRow {
  id: string;
  kind: string;
  presses: number;
  late_seconds: number;
  unreadable: boolean;
  elder_id: string | null;
  home_id: string | null;
  community_code: string | null;
  cancelled_by_elder_at: Date | null;
}
export interface EventRow {
  event_id: string;
  became: string;
  alert_id: string | null;
  copies: number;
  type: string;
}

export let db: TestDatabase;
export let town: Town;
export let under: InboxUnderTest;

/** Registers the hooks of a spec file; between its tests everything that happened is forgotten. */
export function usePipeline(): void {
  beforeAll(async () => {
    db = await testDatabase();
    town = await Town.build(db.database);
    under = anInbox(db.database);
  });
  afterEach(async () => {
    await under.liveness.stored();
    await db.database.query(
      `TRUNCATE alerts, alert_presses, alert_timeline, alert_steps, device_events, device_cancels, quarantine, facts CASCADE`,
    );
  });
  afterAll(async () => {
    await under.liveness.close();
    await db.close();
  });
}

export const send = (deviceKey: string, packet: unknown, receivedMs = Date.now(), by = under): Promise<void> =>
  by.inbox.takeEvents(deviceKey, Buffer.isBuffer(packet) ? packet : Buffer.from(JSON.stringify(packet)), receivedMs);
export const alerts = (): Promise<AlertRow[]> =>
  db.database.query<AlertRow & Record<string, unknown>>('SELECT * FROM alerts ORDER BY received_at');
export const events = (): Promise<EventRow[]> =>
  db.database.query<EventRow & Record<string, unknown>>(
    'SELECT * FROM device_events ORDER BY received_at, at, event_id',
  );
export const quarantined = (): Promise<
  { device_key: string; reason: string; payload: Buffer; alert_id: string | null }[]
> => db.database.query('SELECT * FROM quarantine ORDER BY received_at');
export const facts = (): Promise<{ kind: string; subject: string; change: string; data: Record<string, unknown> }[]> =>
  db.database.query('SELECT kind, subject, change, data FROM facts ORDER BY id');
