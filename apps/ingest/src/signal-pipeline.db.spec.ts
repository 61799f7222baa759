// Rules of ingest on a real database: what is stored, what is raised, what is folded, and what is not lost.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Town } from './testing/a-town.ts';
import { anInbox, type InboxUnderTest } from './testing/an-inbox.ts';
import { until } from './testing/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface AlertRow {
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
interface EventRow {
  event_id: string;
  became: string;
  alert_id: string | null;
  copies: number;
  type: string;
}

let db: TestDatabase;
let town: Town;
let under: InboxUnderTest;

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

const send = (deviceKey: string, packet: unknown, receivedMs = Date.now(), by = under): Promise<void> =>
  by.inbox.takeEvents(deviceKey, Buffer.isBuffer(packet) ? packet : Buffer.from(JSON.stringify(packet)), receivedMs);
const alerts = (): Promise<AlertRow[]> =>
  db.database.query<AlertRow & Record<string, unknown>>('SELECT * FROM alerts ORDER BY received_at');
const events = (): Promise<EventRow[]> =>
  db.database.query<EventRow & Record<string, unknown>>(
    'SELECT * FROM device_events ORDER BY received_at, at, event_id',
  );
const quarantined = (): Promise<{ device_key: string; reason: string; payload: Buffer; alert_id: string | null }[]> =>
  db.database.query('SELECT * FROM quarantine ORDER BY received_at');
const facts = (): Promise<{ kind: string; subject: string; change: string; data: Record<string, unknown> }[]> =>
  db.database.query('SELECT kind, subject, change, data FROM facts ORDER BY id');

describe('A press', () => {
  it('raises one case with its elder, home and community, and leaves ledger, facts and liveness', async () => {
    const { elderId, homeId } = await town.worn('press-1');
    const before = Date.now();
    await send('press-1', { id: 'a', type: 'sos', at: before - 2000, data: { battery: 55 } });
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'sos',
      presses: 1,
      late_seconds: 0,
      elder_id: elderId,
      home_id: homeId,
      community_code: '330723001001',
    });
    expect(await events()).toMatchObject([
      { event_id: 'a', became: 'alert', alert_id: alert?.id, elder_id: elderId, home_id: homeId },
    ]);
    expect(await facts()).toMatchObject([
      { kind: 'alert', subject: alert?.id, change: 'raised' },
      { kind: 'event', subject: 'press-1', change: 'received', data: { eventId: 'a', alertId: alert?.id } },
    ]);
    await under.liveness.stored();
    const [state] = await db.database.query(`SELECT * FROM device_states WHERE device_key = 'press-1'`);
    expect(state?.['battery']).toBe(55);
    expect(Number(state?.['last_seen_at'])).toBeGreaterThanOrEqual(before);
  });

  it('sent ten times, in one batch and one after the other, is one press; its copies are counted, and answered', async () => {
    await town.worn('dup-1');
    const packet = { id: 'same', type: 'sos', at: Date.now() };
    await Promise.all(Array.from({ length: 5 }, () => send('dup-1', packet)));
    for (let copy = 0; copy < 5; copy++) await send('dup-1', packet);
    expect(await alerts()).toMatchObject([{ presses: 1 }]);
    expect(await events()).toMatchObject([{ became: 'alert', copies: 9 }]);
    const changes = (await facts()).filter((fact) => fact.kind === 'event');
    expect(changes.map((fact) => fact.change)).toEqual(['received', ...Array<string>(5).fill('receivedAgain')]);
    expect(new Set(changes.map((fact) => fact.data['alertId'])).size).toBe(1);
  });

  it('comes again 48 hours later and is still the same one', async () => {
    await town.worn('dup-2');
    const packet = { id: 'same', type: 'sos', at: Date.now() - 48 * HOUR };
    await send('dup-2', packet, Date.now() - 48 * HOUR);
    await send('dup-2', packet);
    expect(await alerts()).toMatchObject([{ presses: 1 }]);
  });

  it('each with an id of its own is kept and counted in one case', async () => {
    await town.worn('rep-1');
    for (const id of ['a', 'b', 'c']) await send('rep-1', { id, type: 'sos' });
    expect(await alerts()).toMatchObject([{ presses: 3, urgency: 1 }]);
    expect((await events()).map((event) => event.became)).toEqual(['alert', 'press', 'press']);
  });

  it('without id and time counts each time', async () => {
    await town.worn('rep-2');
    await send('rep-2', { type: 'sos' }, Date.now() - 3000);
    await send('rep-2', { type: 'sos' }, Date.now());
    expect(await alerts()).toMatchObject([{ presses: 2 }]);
  });

  it('taken in by two processes at once is one press of one case', async () => {
    await town.worn('two-1');
    const other = anInbox(db.database);
    const packets = Array.from({ length: 40 }, (_, index) => ({
      id: `p${index}`,
      type: 'sos',
      at: Date.now() - index,
    }));
    const shuffled = [...packets].sort(
      (a, b) => ((a.id.length * 7 + a.id.charCodeAt(1)) % 5) - ((b.id.length * 3 + b.id.charCodeAt(1)) % 7),
    );
    await Promise.all([
      ...packets.map((packet) => send('two-1', packet)),
      ...shuffled.map((packet) => send('two-1', packet, Date.now(), other)),
    ]);
    await other.liveness.close();
    expect(await alerts()).toMatchObject([{ presses: 40 }]);
    const rows = await events();
    expect(rows).toHaveLength(40);
    expect(rows.reduce((sum, row) => sum + row.copies, 0)).toBe(40);
  });

  it('of devices all over the town, shuffled through two processes, makes one case for each home', async () => {
    const other = anInbox(db.database);
    const keys = Array.from({ length: 12 }, (_, index) => `many-${index}`);
    for (const key of keys) await town.worn(key);
    const all = keys.flatMap((key) =>
      ['x', 'y', 'z'].map((id) => ({ key, packet: { id, type: 'sos', at: Date.now() } })),
    );
    await Promise.all(
      all.flatMap(({ key, packet }, index) => [
        send(key, packet, Date.now(), index % 2 ? under : other),
        send(key, packet, Date.now(), index % 2 ? other : under),
      ]),
    );
    await other.liveness.close();
    const rows = await alerts();
    expect(rows).toHaveLength(12);
    expect(rows.every((row) => row.presses === 3)).toBe(true);
  });
});

describe('A late batch', () => {
  it('of 48 hours, shuffled, is one late case with every press in it', async () => {
    await town.worn('late-1');
    const now = Date.now();
    const at = (minutes: number): number => now - 48 * HOUR + minutes * MINUTE;
    await send(
      'late-1',
      [
        { id: 'c', type: 'sos', at: at(2) },
        { id: 'm', type: 'motion', at: at(-5) },
        { id: 'a', type: 'sos', at: at(0) },
        { id: 'b', type: 'sos', at: at(1) },
      ],
      now,
    );
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ presses: 3, late_seconds: 48 * 3600 });
    expect((await events()).map((event) => [event.event_id, event.became])).toEqual([
      ['m', 'noted'], ['a', 'alert'], ['b', 'press'], ['c', 'press'],
    ]); // prettier-ignore
  });

  it('joins the case that is open', async () => {
    await town.worn('late-2');
    await send('late-2', { id: 'now', type: 'sos' });
    await send('late-2', { id: 'old', type: 'sos', at: Date.now() - 3 * HOUR });
    expect(await alerts()).toMatchObject([{ presses: 2, late_seconds: 0 }]);
  });

  it('with one bad element raises what is good and keeps what is bad', async () => {
    await town.worn('mixed-1', 'motion');
    await send('mixed-1', [{ id: 'a', type: 'sos' }, 'nonsense', { id: 'b', type: 'motion' }]);
    expect(await alerts()).toMatchObject([{ kind: 'sos', presses: 1 }]);
    expect((await quarantined()).map((row) => [row.reason, row.payload.toString()])).toEqual([
      ['notAnObject', '"nonsense"'],
    ]);
    expect((await events()).map((event) => event.became).sort()).toEqual(['alert', 'noted', 'quarantine']);
  });
});

describe('A cancel', () => {
  it('marks the press that it names, or else the latest one', async () => {
    await town.worn('can-1');
    await send('can-1', { id: 'p', type: 'sos' });
    await send('can-1', { id: 'c', type: 'cancel', data: { of: 'p' } });
    const [alert] = await alerts();
    expect(alert?.cancelled_by_elder_at).toBeInstanceOf(Date);
    expect((await events()).find((event) => event.event_id === 'c')).toMatchObject({
      became: 'cancel',
      alert_id: alert?.id,
    });
  });

  it('that comes before its press is kept; the press opens its case all the same, marked', async () => {
    await town.worn('can-2');
    const now = Date.now();
    await send('can-2', { id: 'c', type: 'cancel', at: now - 1000, data: { of: 'p' } });
    expect(await alerts()).toEqual([]);
    await send('can-2', { id: 'p', type: 'sos', at: now - 5000 });
    expect(await alerts()).toMatchObject([{ presses: 1, cancelled_by_elder_at: new Date(now - 1000) }]);
  });

  it('without a name that comes first finds its press too, and only one', async () => {
    await town.worn('can-3');
    const now = Date.now();
    await send('can-3', { id: 'c', type: 'cancel', at: now - 60_000 });
    await send('can-3', { id: 'p', type: 'sos', at: now - 90_000 });
    expect(await alerts()).toMatchObject([{ cancelled_by_elder_at: new Date(now - 60_000) }]);
    await send('can-3', { id: 'q', type: 'sos', at: now });
    expect(await alerts()).toMatchObject([{ presses: 2, cancelled_by_elder_at: null }]);
  });

  it('in one batch takes back what was pressed before it, not what was pressed after it', async () => {
    await town.worn('can-4');
    const now = Date.now();
    await send('can-4', [
      { id: 'after', type: 'sos', at: now - 1000 },
      { id: 'c', type: 'cancel', at: now - 2000 },
      { id: 'before', type: 'sos', at: now - 3000 },
    ]);
    expect(await alerts()).toMatchObject([{ presses: 2, cancelled_by_elder_at: null }]);
    const presses = await db.database.query('SELECT event_id, cancelled_at FROM alert_presses ORDER BY at');
    expect(presses).toEqual([
      { event_id: 'before', cancelled_at: new Date(now - 2000) },
      { event_id: 'after', cancelled_at: null },
    ]);
  });

  it('and its press taken in by two processes at the same moment never miss each other', async () => {
    await town.worn('can-5');
    const other = anInbox(db.database);
    const now = Date.now();
    for (let round = 0; round < 15; round++) {
      await Promise.all([
        send('can-5', { id: `p${round}`, type: 'sos', at: now - 100_000 + round * 10 }),
        send('can-5', { id: `c${round}`, type: 'cancel', at: now, data: { of: `p${round}` } }, Date.now(), other),
      ]);
    }
    await other.liveness.close();
    const [row] = await db.database.query(
      'SELECT count(*)::int AS missed FROM alert_presses WHERE cancelled_at IS NULL',
    );
    expect(row).toEqual({ missed: 0 });
  });
});

describe('A device that is not registered', () => {
  it('raises unknown distress with a cry or with what cannot be read, without a place', async () => {
    await send('stranger-1', { id: 'a', type: 'sos' });
    await send('stranger-2', Buffer.from([0, 1, 2, 255]));
    expect(
      (await alerts()).map((alert) => [alert.kind, alert.unreadable, alert.elder_id, alert.community_code]),
    ).toEqual([
      ['unknownDistress', false, null, null],
      ['unknownDistress', true, null, null],
    ]);
    expect(await quarantined()).toMatchObject([
      { device_key: 'stranger-2', reason: 'notUtf8', alert_id: (await alerts())[1]?.id },
    ]);
  });

  it('raises nothing with what is no cry', async () => {
    for (const type of ['battery', 'test', 'online', 'motion', 'heartRate']) await send('stranger-3', { type });
    expect(await alerts()).toEqual([]);
    expect(await events()).toHaveLength(5);
  });
});

describe('A message that cannot be read', () => {
  it('of a placed SOS device raises sos, marked unreadable, and is in quarantine with its bytes', async () => {
    await town.worn('garble-1', 'pendant');
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    await send('garble-1', bytes);
    const [alert] = await alerts();
    expect(alert).toMatchObject({ kind: 'sos', unreadable: true });
    expect(await quarantined()).toMatchObject([{ reason: 'notUtf8', payload: bytes, alert_id: alert?.id }]);
    expect(await events()).toMatchObject([{ type: 'unreadable', became: 'alert' }]);
  });

  it('of a placed device without an alarm of its own is in quarantine only', async () => {
    await town.worn('garble-2', 'door');
    await send('garble-2', Buffer.from('{'));
    expect(await alerts()).toEqual([]);
    expect(await quarantined()).toMatchObject([{ reason: 'notJson', alert_id: null }]);
    expect(await events()).toMatchObject([{ became: 'quarantine' }]);
  });
});

describe('The place of a signal', () => {
  it('is where the device was when it happened, not where it is now', async () => {
    const [oldHome, newHome] = [await town.home(), await town.home()];
    const [oldElder, newElder] = [await town.elder(oldHome), await town.elder(newHome)];
    const device = await town.device('moved-1');
    const moved = new Date(Date.now() - 24 * HOUR);
    await town.place(device, { elderId: oldElder }, new Date(0), moved);
    await town.place(device, { elderId: newElder }, moved);
    await send('moved-1', { id: 'then', type: 'sos', at: Date.now() - 30 * HOUR });
    await send('moved-1', { id: 'now', type: 'sos' });
    expect((await alerts()).map((alert) => [alert.elder_id, alert.home_id])).toEqual([
      [oldElder, oldHome],
      [newElder, newHome],
    ]);
  });

  it('is the placement that begins up to 5 minutes later: a clock may be slow', async () => {
    const home = await town.home();
    const elder = await town.elder(home);
    const since = new Date(Date.now() - HOUR);
    for (const [key, minutes, kind] of [
      ['slow-1', 4, 'sos'],
      ['slow-2', 6, 'unknownDistress'],
    ] as const) {
      await town.place(await town.device(key), { elderId: elder }, since);
      await send(key, { id: key, type: 'sos', at: since.getTime() - minutes * MINUTE });
      expect((await alerts()).at(-1)).toMatchObject({ kind });
      await db.database.query('TRUNCATE alerts CASCADE');
    }
  });

  it('in a home is its only resident, and nobody where two live', async () => {
    const [single, shared] = [await town.home(), await town.home()];
    const elder = await town.elder(single);
    await town.elder(shared);
    await town.elder(shared);
    await town.place(await town.device('smoke-1', 'smoke'), { homeId: single });
    await town.place(await town.device('smoke-2', 'smoke'), { homeId: shared });
    await send('smoke-1', { type: 'smoke' });
    await send('smoke-2', { type: 'smoke' });
    expect((await alerts()).map((alert) => [alert.kind, alert.elder_id, alert.home_id])).toEqual([
      ['smoke', elder, single],
      ['smoke', null, shared],
    ]);
  });

  it('was nowhere after the placement ended: a cry is unknown distress', async () => {
    const device = await town.device('ended-1');
    await town.place(
      device,
      { elderId: await town.elder(await town.home()) },
      new Date(0),
      new Date(Date.now() - HOUR),
    );
    await send('ended-1', { type: 'sos' });
    expect(await alerts()).toMatchObject([{ kind: 'unknownDistress', elder_id: null }]);
  });
});

describe('A row that the database refuses', () => {
  it('goes to quarantine alone; the other 99 of its batch are stored, and a cry in it is still raised', async () => {
    await town.worn('poison-1');
    await db.database.query(`
      CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.type = 'sos' AND NEW.event_id = 'p50' THEN RAISE EXCEPTION 'poison'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_poison BEFORE INSERT ON device_events FOR EACH ROW EXECUTE FUNCTION refuse_poison()`);
    try {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          send('poison-1', { id: `p${index}`, type: index === 50 ? 'sos' : 'motion' }),
        ),
      );
    } finally {
      await db.database.query('DROP FUNCTION refuse_poison CASCADE');
    }
    const rows = await events();
    expect(rows).toHaveLength(100);
    expect(rows.filter((row) => row.became === 'noted')).toHaveLength(99);
    expect(await alerts()).toMatchObject([{ kind: 'sos', unreadable: true }]);
    expect(await quarantined()).toMatchObject([{ reason: 'unstorable' }]);
  });

  it('is not blamed when the database is busy or away: the sender keeps it', async () => {
    await town.worn('busy-1');
    const holder = await db.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE device_events IN ACCESS EXCLUSIVE MODE');
    const sent = send('busy-1', { id: 'a', type: 'sos' });
    const refused = expect(sent).rejects.toThrow();
    await until(
      async () =>
        (
          await db.database.query(
            `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          )
        ).length > 0,
    );
    await db.database.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    await refused;
    await holder.query('ROLLBACK');
    holder.release();
    expect(await quarantined()).toEqual([]);
    await send('busy-1', { id: 'a', type: 'sos' });
    expect(await alerts()).toMatchObject([{ presses: 1, unreadable: false }]);
  });
});

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
