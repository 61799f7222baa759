// Where a signal happened and what cannot be read or stored: nothing that may be a cry for help is lost.
import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, alerts, db, events, quarantined, send, town, usePipeline } from './testing/a-pipeline.ts';
import { until } from './testing/until.ts';

usePipeline();

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
