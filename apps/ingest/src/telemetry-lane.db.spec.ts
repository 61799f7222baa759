// Telemetry and states on a real database: stored once, and what they tell of the device.
import { describe, expect, it } from '@jest/globals';
import { HOUR, db, quarantined, under, usePipeline } from './testing/a-pipeline.ts';
import { anInbox } from './testing/an-inbox.ts';

usePipeline();

describe('Telemetry', () => {
  it('is stored once however often it comes, moved to the edge where its time is too old, and remembered as latest', async () => {
    await under.telemetry.ensureDays(new Date());
    const now = Date.now();
    const packet = (at: number, values: object): Buffer => Buffer.from(JSON.stringify({ at, values }));
    await Promise.all(
      [1, 2, 3].map(() => under.inbox.takeTelemetry('band-1', packet(now - 1000, { heartRate: 72, battery: 81 }), now)),
    );
    await under.inbox.takeTelemetry('band-1', packet(now - 30 * 24 * HOUR, { heartRate: 60, battery: 99 }), now);
    const rows = await db.database.query<{ at: Date; values: unknown }>(
      `SELECT at, "values" FROM telemetry WHERE device_key = 'band-1' ORDER BY at`,
    );
    expect(rows).toEqual([
      {
        at: new Date(now - 7 * 24 * HOUR),
        values: { heartRate: 60, battery: 99, $fields: { at: now - 30 * 24 * HOUR } },
      },
      { at: new Date(now - 1000), values: { heartRate: 72, battery: 81 } },
    ]);
    await under.liveness.stored();
    const [state] = await db.database.query(
      `SELECT battery, latest, last_seen_at FROM device_states WHERE device_key = 'band-1'`,
    );
    expect(state).toEqual({
      battery: 81,
      latest: { at: now - 1000, values: { heartRate: 72, battery: 81 } },
      last_seen_at: new Date(now),
    });
  });

  it('finds its day made where nobody made it ahead', async () => {
    await db.database
      .query(
        `SELECT format('DROP TABLE %I', c.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'telemetry'::regclass`,
      )
      .then(async (rows) => {
        for (const row of rows) await db.database.query(String(row['format']));
      });
    const other = anInbox(db.database);
    await Promise.all(
      [under, other].map(({ inbox }, index) =>
        inbox.takeTelemetry(`day-${index}`, Buffer.from('{"values":{"a":1}}'), Date.now()),
      ),
    );
    await other.liveness.close();
    expect(await db.database.query(`SELECT 1 FROM telemetry WHERE device_key LIKE 'day-%'`)).toHaveLength(2);
  });

  it('that cannot be read is in quarantine, and what is good of it is stored', async () => {
    await under.inbox.takeTelemetry(
      'bad-1',
      Buffer.from('[{"values":{"a":1}},{"values":{"t":"\\u0000"}},5]'),
      Date.now(),
    );
    expect((await quarantined()).map((row) => row.reason).sort()).toEqual(['notAnObject', 'unstorable']);
    expect(await db.database.query(`SELECT 1 FROM telemetry WHERE device_key = 'bad-1'`)).toHaveLength(1);
  });
});

describe('A status', () => {
  const state = async (key: string): Promise<Record<string, unknown> | undefined> =>
    (await db.database.query('SELECT connection, last_seen_at FROM device_states WHERE device_key = $1', [key]))[0];

  it('online makes a device seen; its last will does not', async () => {
    const now = Date.now();
    await under.inbox.takeStatus('st-1', Buffer.from('{"state":"online"}'), now - 5000);
    await under.inbox.takeStatus('st-1', Buffer.from(`{"state":"offline","at":${now - 900_000}}`), now);
    expect(await state('st-1')).toEqual({ connection: 'offline', last_seen_at: new Date(now - 5000) });
    await under.inbox.takeStatus('st-2', Buffer.from('{"state":"offline"}'), now);
    expect(await state('st-2')).toEqual({ connection: 'offline', last_seen_at: null });
  });

  it('that the broker remembered changes what is known, and makes nobody seen', async () => {
    const now = Date.now();
    await under.inbox.takeStatus('st-3', Buffer.from('{"state":"offline"}'), now - 5000);
    await under.inbox.takeStatus('st-3', Buffer.from('{"state":"online"}'), now, true);
    await under.inbox.takeStatus('st-4', Buffer.from('{"state":"online"}'), now, true);
    expect(await state('st-3')).toEqual({ connection: 'online', last_seen_at: null });
    expect(await state('st-4')).toBeUndefined();
  });
});
