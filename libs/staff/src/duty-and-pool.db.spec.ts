// Helpers on shift and off on a real database, and the pool that follows them.
import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#libs/testing';
import { ResponderPool } from './responder-pool.ts';
import {
  change,
  clock,
  db,
  duty,
  factsAbout,
  handedOn,
  here,
  locationOf,
  moved,
  register,
  useStaff,
} from './testing/a-staff.ts';

useStaff();

describe('A shift', () => {
  it('goes on when it is begun again, and is told once', async () => {
    const id = await register();
    const [one, other] = await Promise.all([duty.start(id), duty.start(id)]);
    expect(one.since).toEqual(other.since);
    expect(await duty.since(id)).toEqual(one.since);
    expect(await factsAbout(id)).toEqual(['registered', 'shiftStarted']);
    await duty.end(id);
    await duty.end(id);
    expect(await duty.since(id)).toBeNull();
    expect(await factsAbout(id)).toEqual(['registered', 'shiftStarted', 'shiftEnded']);
  });

  it('is for those who still help', async () => {
    const id = await register({ active: false });
    expect(await codeOf(duty.start(id))).toBe('RESPONDER.NOT_FOUND');
    expect(await codeOf(duty.start('018f0000-0000-7000-8000-000000000000'))).toBe('RESPONDER.NOT_FOUND');
  });

  it('is ended with its position when somebody helps no more', async () => {
    const id = await register();
    await duty.start(id);
    await moved(id, new Date());
    expect(handedOn.at(-1)).toMatchObject({ id: expect.any(Number), kind: 'responder', subject: id, change: 'moved' });
    await change(id, { active: false });
    expect([await duty.since(id), await locationOf(id)]).toEqual([null, undefined]);
  });

  it('keeps the latest position alone, none from the future, and forgets it at its end', async () => {
    const id = await register();
    expect(await codeOf(moved(id, new Date()))).toBe('RESPONDER.OFF_SHIFT');
    await duty.start(id);
    const at = new Date(Date.now() - 60_000);
    await moved(id, at, 119.81);
    await moved(id, new Date(at.getTime() - 1_000), 119.82);
    expect(await locationOf(id)).toEqual({ lng: 119.81, at });
    await moved(id, new Date(Date.now() + 3_600_000), 119.83);
    const latest = await locationOf(id);
    expect(latest?.lng).toBe(119.83);
    expect(latest?.at.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    await duty.end(id);
    expect(await locationOf(id)).toBeUndefined();
    expect(await factsAbout(id)).toEqual(['registered', 'shiftStarted', 'moved', 'moved', 'shiftEnded']);
  });

  it('that ends while positions come in leaves none behind', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => register()));
    await Promise.all(ids.map((id) => duty.start(id)));
    await Promise.all(
      ids.flatMap((id) => [codeOf(moved(id, new Date())), duty.end(id), codeOf(moved(id, new Date()))]),
    );
    const left = await db.database.query('SELECT 1 FROM responder_locations WHERE responder_id = ANY($1::uuid[])', [
      ids,
    ]);
    expect(left).toEqual([]);
  });
});

describe('The pool of helpers', () => {
  it('follows what is registered, changed and done, without waiting for its age', async () => {
    clock.at = new Date();
    const pool = new ResponderPool(db.database, clock);
    await pool.current();
    const id = await register({ facilityId: here.stationId, homes: [{ id: here.homeId, holdsKey: true }] });
    const first = (await pool.current()).get(id);
    // Without a place of their own they start from the station.
    expect(first).toMatchObject({ place: { lng: 119.82, lat: 28.9 }, onShift: false, location: null, active: true });
    expect(first?.homes).toEqual(new Map([[here.homeId, true]]));
    await duty.start(id);
    await moved(id, clock.at, 119.7);
    expect((await pool.current()).get(id)).toMatchObject({ onShift: true, location: { lng: 119.7, lat: 28.9 } });
    await duty.end(id);
    expect((await pool.current()).get(id)).toMatchObject({ onShift: false, location: null });
    await change(id, { place: { lng: 119.6, lat: 28.8 }, kind: 'propertyGuard' });
    expect((await pool.current()).get(id)).toMatchObject({ place: { lng: 119.6, lat: 28.8 }, kind: 'propertyGuard' });
  });

  it('hears of a change that takes an earlier place in the log and is committed later', async () => {
    const pool = new ResponderPool(db.database, clock);
    const slow = await register({ name: '慢' });
    await pool.current();
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let written: () => void = () => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const change = db.database.transaction(async (tx) => {
      await tx.query(`UPDATE responders SET name = '改' WHERE id = $1`, [slow]);
      await tx.query(`INSERT INTO facts (kind, subject, change) VALUES ('responder', $1, 'changed')`, [slow]);
      written();
      await finished;
    });
    await isWritten;
    await register({ name: '快' });
    expect((await pool.current()).get(slow)?.name).toBe('慢');
    finish();
    await change;
    expect((await pool.current()).get(slow)?.name).toBe('改');
  });

  it('learns after a while of what comes without a fact', async () => {
    const pool = new ResponderPool(db.database, clock);
    const id = await register({ facilityId: here.stationId });
    await pool.current();
    await db.database.query(`UPDATE facilities SET name = '新站' WHERE id = $1`, [here.stationId]);
    clock.at = new Date(clock.at.getTime() + 29_000);
    expect((await pool.current()).get(id)?.facility?.name).toBe('试验站');
    clock.at = new Date(clock.at.getTime() + 1_000);
    expect((await pool.current()).get(id)?.facility?.name).toBe('新站');
  });

  it('knows planned duty and the holidays', async () => {
    const now = new Date('2026-10-01T01:00:00Z');
    const id = await register({ hours: [{ days: 'workdays', from: '00:00', to: '00:00' }], rosters: [{ from: new Date(Date.now() - 60_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() }] }); // prettier-ignore
    const snapshot = await new ResponderPool(db.database, clock).current();
    const responder = snapshot.get(id);
    if (!responder) throw new Error('not in the pool');
    const today = snapshot.at(new Date());
    expect(today.isOnRoster(responder)).toBe(true);
    expect(snapshot.at(new Date(Date.now() + 60_000)).isOnRoster(responder)).toBe(false);
    // National Day 2026 is a Thursday, and no working day; the Saturday of 10 October is one.
    expect(snapshot.at(now).isWithinHours(responder)).toBe(false);
    expect(snapshot.at(new Date('2026-10-10T01:00:00Z')).isWithinHours(responder)).toBe(true);
  });
});
