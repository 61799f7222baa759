// The short way of first presses: taken where everything is as expected, and given up without a trace where it is not.
import { describe, expect, it } from '@jest/globals';
import { QuietDevices } from './quiet-devices.ts';
import { db, town, under, usePipeline } from './testing/a-pipeline.ts';
import { anInbox } from './testing/an-inbox.ts';

usePipeline();

/** As after it has signed in. */
const remember = (deviceKey: string): Promise<unknown> => under.places.at(db.database, [{ deviceKey, at: new Date() }]);
const press = (deviceKey: string, id: string, at = Date.now(), type = 'sos'): Promise<void> =>
  under.inbox.takeEvents(deviceKey, Buffer.from(JSON.stringify({ id, type, at })), Date.now());
const casesOf = (
  homeId: string,
): Promise<{ presses: number; elder_id: string; cancelled_by_elder_at: Date | null }[]> =>
  db.database.query('SELECT * FROM alerts WHERE home_id = $1 ORDER BY received_at', [homeId]);
const eventsOf = (
  deviceKey: string,
): Promise<{ event_id: string; became: string; copies: number; alert_id: string }[]> =>
  db.database.query('SELECT * FROM device_events WHERE device_key = $1 ORDER BY at, event_id', [deviceKey]);
const factsOf = (subject: string): Promise<{ change: string }[]> =>
  db.database.query('SELECT change FROM facts WHERE subject = $1 ORDER BY id', [subject]);

/** How many transactions of each sort this takes. */
async function ways(work: () => Promise<unknown>): Promise<{ short: number; careful: number }> {
  const taken = { short: 0, careful: 0 };
  const { atOnce, transaction } = db.database;
  Object.assign(db.database, {
    atOnce: (...given: Parameters<typeof atOnce>) => (taken.short++, atOnce.apply(db.database, given)),
    transaction: (...given: Parameters<typeof transaction>) => (taken.careful++, transaction.apply(db.database, given)),
  });
  try {
    await work();
  } finally {
    Object.assign(db.database, { atOnce, transaction });
  }
  return taken;
}

describe('The first press of a device whose place is remembered', () => {
  it('goes the short way, and leaves what the careful way leaves', async () => {
    const [here, there] = [await town.worn('short'), await town.worn('careful')];
    await remember('short');
    expect(await ways(() => press('short', 'a'))).toEqual({ short: 1, careful: 0 });
    expect(await ways(() => press('careful', 'a'))).toEqual({ short: 0, careful: 1 });
    for (const { homeId, elderId } of [here, there])
      expect(await casesOf(homeId)).toMatchObject([{ presses: 1, elder_id: elderId }]);
    const [short, careful] = [await eventsOf('short'), await eventsOf('careful')];
    expect(short).toMatchObject([{ became: 'alert', copies: 0 }]);
    expect(careful).toMatchObject([{ became: 'alert', copies: 0 }]);
    for (const key of ['short', 'careful']) expect(await factsOf(key)).toEqual([{ change: 'received' }]);
    for (const [event] of [short, careful]) {
      const id = event?.alert_id ?? '';
      expect(await factsOf(id)).toEqual([{ change: 'raised' }]);
      const counts = await db.database.query(
        `SELECT (SELECT count(*)::int FROM alert_presses WHERE alert_id = $1) AS presses,
           (SELECT count(*)::int FROM alert_timeline WHERE alert_id = $1 AND action = 'raised') AS entries,
           (SELECT count(*)::int FROM alert_steps WHERE alert_id = $1 AND done_at IS NULL) AS steps`,
        [id],
      );
      expect(counts).toEqual([{ presses: 1, entries: 1, steps: 7 }]);
    }
  });

  it('joins the open case of its home all the same', async () => {
    const { homeId } = await town.worn('joined-1');
    const other = await town.device('joined-2');
    await town.place(other, { elderId: await town.elder(homeId) });
    await Promise.all([remember('joined-1'), remember('joined-2')]);
    await press('joined-1', 'a');
    expect(await ways(() => press('joined-2', 'b'))).toEqual({ short: 1, careful: 1 });
    expect(await casesOf(homeId)).toMatchObject([{ presses: 2 }]);
    expect(await eventsOf('joined-2')).toMatchObject([{ became: 'press', copies: 0 }]);
  });

  it('joins the case that took the case of its key, wherever that is', async () => {
    const { homeId } = await town.worn('took');
    await town.device('taken');
    await Promise.all([remember('took'), remember('taken')]);
    await press('took', 'a');
    await db.database.query(
      `UPDATE alerts SET version = version + 1, joined_keys = '{device:taken}' WHERE home_id = $1`,
      [homeId],
    );
    expect(await ways(() => press('taken', 'b'))).toEqual({ short: 1, careful: 1 });
    expect(await casesOf(homeId)).toMatchObject([{ presses: 2 }]);
    expect(await eventsOf('taken')).toMatchObject([{ became: 'press' }]);
  });

  it('is one case with the press of a neighbour in the same room at the same moment', async () => {
    const { homeId } = await town.worn('same-1');
    await town.place(await town.device('same-2'), { elderId: await town.elder(homeId) });
    await Promise.all([remember('same-1'), remember('same-2')]);
    await Promise.all([press('same-1', 'a'), press('same-2', 'b')]);
    expect(await casesOf(homeId)).toMatchObject([{ presses: 2 }]);
  });

  it('is counted once if it is a copy of one that another process has stored', async () => {
    const { homeId } = await town.worn('copy');
    await press('copy', 'a');
    const other = anInbox(db.database);
    await other.places.at(db.database, [{ deviceKey: 'copy', at: new Date() }]);
    await other.inbox.takeEvents('copy', Buffer.from(JSON.stringify({ id: 'a', type: 'sos' })), Date.now());
    await other.liveness.close();
    expect(await casesOf(homeId)).toMatchObject([{ presses: 1 }]);
    expect(await eventsOf('copy')).toMatchObject([{ copies: 1 }]);
  });

  it('is marked if its cancel came first', async () => {
    const { homeId } = await town.worn('cancelled');
    await remember('cancelled');
    const at = Date.now();
    await press('cancelled', 'c', at, 'cancel');
    expect(await ways(() => press('cancelled', 'a', at - 1_000))).toEqual({ short: 1, careful: 1 });
    const [found] = await casesOf(homeId);
    expect(found?.cancelled_by_elder_at).not.toBeNull();
  });

  it('is raised where the device is, not where it was', async () => {
    const { deviceId, homeId: before } = await town.worn('moved');
    await remember('moved');
    const homeId = await town.home();
    const elderId = await town.elder(homeId);
    await db.database.query(
      `UPDATE device_placements SET during = tstzrange(lower(during), now() - interval '1 second') WHERE device_id = $1`,
      [deviceId],
    );
    await town.place(deviceId, { elderId }, new Date(Date.now() - 500));
    expect(await ways(() => press('moved', 'a'))).toEqual({ short: 1, careful: 1 });
    expect(await casesOf(before)).toEqual([]);
    expect(await casesOf(homeId)).toMatchObject([{ elder_id: elderId }]);
  });

  it('that is pressed again goes the careful way, and so does what cannot be read', async () => {
    const { homeId } = await town.worn('again');
    await remember('again');
    await press('again', 'a');
    expect(await ways(() => press('again', 'b'))).toEqual({ short: 0, careful: 1 });
    expect(await casesOf(homeId)).toMatchObject([{ presses: 2 }]);
    await town.worn('garbled');
    await remember('garbled');
    const garbled = (): Promise<void> => under.inbox.takeEvents('garbled', Buffer.from('{'), Date.now());
    expect(await ways(garbled)).toEqual({ short: 0, careful: 1 });
  });
});

describe('A short way that is broken', () => {
  it('costs no press: the careful way takes it', async () => {
    const { homeId } = await town.worn('broken');
    await remember('broken');
    const { atOnce } = db.database;
    Object.assign(db.database, { atOnce: () => Promise.reject(Object.assign(new Error('broken'), { code: '22012' })) });
    await press('broken', 'a').finally(() => Object.assign(db.database, { atOnce }));
    expect(await casesOf(homeId)).toMatchObject([{ presses: 1 }]);
    expect(await eventsOf('broken')).toMatchObject([{ became: 'alert', copies: 0 }]);
  });

  it('because the database is away leaves the press with its sender', async () => {
    await town.worn('away');
    await remember('away');
    const { atOnce } = db.database;
    Object.assign(db.database, {
      atOnce: () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNRESET' })),
    });
    await expect(press('away', 'a').finally(() => Object.assign(db.database, { atOnce }))).rejects.toThrow('away');
    expect(await eventsOf('away')).toEqual([]);
  });
});

describe('A quiet device', () => {
  it('has not cried for half an hour', () => {
    const devices = new QuietDevices();
    expect(devices.has('d', 0)).toBe(true);
    devices.cried('d', 1_000);
    expect(devices.has('d', 1_000 + 30 * 60_000 - 1)).toBe(false);
    expect(devices.has('d', 1_000 + 30 * 60_000)).toBe(true);
    expect(devices.has('other', 1_000)).toBe(true);
  });
});
