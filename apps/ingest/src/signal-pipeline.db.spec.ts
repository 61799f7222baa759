// Presses and cancels on their way through the pipeline: what is raised, what is folded, and what is not lost.
import { describe, expect, it } from '@jest/globals';
import {
  HOUR,
  MINUTE,
  alerts,
  db,
  events,
  facts,
  quarantined,
  send,
  town,
  under,
  usePipeline,
} from './testing/a-pipeline.ts';
import { anInbox } from './testing/an-inbox.ts';

usePipeline();

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
