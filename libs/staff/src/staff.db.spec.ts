// Helpers on a real database: registered and changed, on shift and off, and the pool that follows them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ResponderOrder } from '#libs/contracts';
import { Audit } from '#libs/identity';
import { Clock, FactWaker, SealedText, type Fact } from '#libs/platform';
import { codeOf, testDatabase, type TestDatabase } from '#libs/testing';
import { FindResponders } from './find-responders.ts';
import { RegisterResponders } from './register-responders.ts';
import { ResponderDuty } from './responder-duty.ts';
import { ResponderPool } from './responder-pool.ts';
import { Responders } from './responders.ts';
import { ELSEWHERE, HERE, aNeighbourhood, anOrder, type Neighbourhood } from './testing/a-neighbourhood.ts';

class SetClock extends Clock {
  at = new Date();
  override now(): Date {
    return this.at;
  }
}

let db: TestDatabase;
let here: Neighbourhood;
let registry: RegisterResponders;
let find: FindResponders;
let duty: ResponderDuty;
/** What the feeds of this process are told. */
const handedOn: Fact[] = [];
const clock = new SetClock();
const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });

beforeAll(async () => {
  db = await testDatabase({ poolSize: 20 });
  here = await aNeighbourhood(db.database);
  registry = new RegisterResponders(db.database, sealed, new FactWaker(), new Audit());
  find = new FindResponders(db.database, sealed, clock);
  const waker = new FactWaker();
  waker.register((facts) => void handedOn.push(...facts));
  duty = new ResponderDuty(db.database, waker);
});
afterAll(() => db.close());

const register = (over: Partial<ResponderOrder> = {}): Promise<string> =>
  registry.register(here.territory, anOrder(over), here.admin);
const change = (id: string, over: Partial<ResponderOrder> = {}): Promise<void> =>
  registry.change(here.territory, id, anOrder(over), here.admin);
const factsAbout = async (id: string): Promise<string[]> =>
  (
    await db.database.query<{ change: string }>(
      `SELECT change FROM facts WHERE kind = 'responder' AND subject = $1 ORDER BY id`,
      [id],
    )
  ).map((row) => row.change);
const moved = (id: string, at: Date, lng = 119.8): Promise<void> =>
  duty.moved(id, { lng, lat: 28.9, accuracyM: 10, at });
const locationOf = async (id: string): Promise<{ lng: number; at: Date } | undefined> =>
  (await db.database.query<{ lng: number; at: Date }>('SELECT lng, at FROM responder_locations WHERE responder_id = $1', [id]))[0]; // prettier-ignore

describe('A helper', () => {
  it('is registered with everything that is known, the phone sealed, and found again', async () => {
    const rosters = [{ from: '2099-01-01T20:00:00.000Z', to: '2099-01-02T08:00:00.000Z' }];
    const id = await register({
      name: '甲全',
      facilityId: here.stationId,
      username: here.worker,
      phone: '15400000001',
      skills: ['firstAid', 'lifting'],
      hours: [{ days: 'workdays', from: '22:00', to: '06:00' }],
      place: { lng: 119.81, lat: 28.9 },
      homes: [{ id: here.homeId, holdsKey: true }],
      rosters,
    });
    expect(await find.one(here.territory, id)).toEqual({
      id,
      name: '甲全',
      kind: 'stationStaff',
      facility: { id: here.stationId, name: '试验站' },
      division: { code: HERE, name: '这里' },
      username: here.worker,
      travel: 'ebike',
      skills: ['firstAid', 'lifting'],
      hours: [{ days: 'workdays', from: '22:00', to: '06:00' }],
      place: { lng: 119.81, lat: 28.9 },
      homes: [{ id: here.homeId, address: '试验路 1 号***', holdsKey: true }],
      rosters,
      active: true,
      onShift: false,
      phone: '*******0001',
      agreedOn: null,
      location: null,
    });
    const [row] = await db.database.query<{ phone_sealed: string; whole: string }>(
      'SELECT phone_sealed, r::text AS whole FROM responders r WHERE id = $1',
      [id],
    );
    expect(row?.whole).not.toContain('15400000001');
    expect(sealed.open(row?.phone_sealed ?? '')).toBe('15400000001');
    await change(id, { name: '甲全', username: here.worker });
    const [after] = await db.database.query<{ phone_sealed: string; version: number }>(
      'SELECT phone_sealed, version FROM responders WHERE id = $1',
      [id],
    );
    // A phone that is not told stays; planned duty as well; the rest is what was told.
    expect(after).toEqual({ phone_sealed: row?.phone_sealed, version: 2 });
    expect(await find.one(here.territory, id)).toMatchObject({ homes: [], hours: [], facility: null, rosters });
    expect(await factsAbout(id)).toEqual(['registered', 'changed']);
    const [account] = await db.database.query<{ id: string }>('SELECT id FROM accounts WHERE username = $1', [
      here.worker,
    ]);
    expect(await new Responders(db.database).ofAccount(account?.id ?? '')).toMatchObject({ id, divisionCode: HERE, active: true }); // prettier-ignore
    expect(await new Responders(db.database).ofAccount(here.admin)).toBeNull();
  });

  it('is in the audit trail with codes only', async () => {
    const id = await register({ name: '乙查', phone: '15400000002' });
    const rows = await db.database.query<{ action: string; data: unknown }>(
      'SELECT action, data FROM audit_log WHERE subject = $1',
      [`responder:${id}`],
    );
    const data = { kind: 'stationStaff', divisionCode: HERE, facilityId: null, active: true, homes: 0 };
    expect(rows).toEqual([{ action: 'responderRegistered', data }]);
  });

  const unknown = '018f0000-0000-7000-8000-000000000000';
  it('is refused with what does not exist or lies outside the territory', async () => {
    expect(await codeOf(register({ divisionCode: ELSEWHERE }))).toBe('DIVISION.NOT_FOUND');
    expect(await codeOf(register({ divisionCode: '990000000000' }))).toBe('DIVISION.NOT_FOUND');
    expect(await codeOf(register({ facilityId: unknown }))).toBe('FACILITY.NOT_FOUND');
    expect(await codeOf(register({ homes: [{ id: here.otherHomeId, holdsKey: false }] }))).toBe('HOME.NOT_FOUND');
    expect(await codeOf(register({ homes: [{ id: unknown, holdsKey: false }] }))).toBe('HOME.NOT_FOUND');
    expect(await codeOf(register({ username: 'nobody' }))).toBe('ACCOUNT.NOT_FOUND');
    expect(await codeOf(register({ username: here.operator }))).toBe('RESPONDER.ACCOUNT_ROLE');
    expect(await codeOf(register({ kind: 'neighbour' }))).toBe('COMMON.VALIDATION');
    expect(await codeOf(change(unknown))).toBe('RESPONDER.NOT_FOUND');
    expect(await codeOf(find.one(here.territory, unknown))).toBe('RESPONDER.NOT_FOUND');
    const overlapping = [
      { from: '2099-01-01T00:00:00Z', to: '2099-01-02T00:00:00Z' },
      { from: '2099-01-01T12:00:00Z', to: '2099-01-03T00:00:00Z' },
    ];
    expect(await codeOf(register({ rosters: overlapping }))).toBe('COMMON.VALIDATION');
  });

  it('has an account for themselves, also where two administrators give it away at once', async () => {
    const tries = await Promise.all([1, 2, 3, 4].map(() => codeOf(register({ username: here.helper }))));
    expect(tries.sort()).toEqual(['RESPONDER.ACCOUNT_TAKEN', 'RESPONDER.ACCOUNT_TAKEN', 'RESPONDER.ACCOUNT_TAKEN', 'done']); // prettier-ignore
    const [linked] = (await find.find(here.territory, { q: here.helper, page: 1, pageSize: 10 })).items;
    expect(linked?.username).toBe(here.helper);
    await expect(change(linked?.id ?? '', { username: here.helper })).resolves.toBeUndefined();
  });

  it('is listed within the territory by name, kind and whether they still help', async () => {
    await register({ name: '百分%号', kind: 'volunteer' });
    await register({ name: '百分之一', kind: 'volunteer', active: false });
    const list = async (search: object): Promise<string[]> =>
      (await find.find(here.territory, { page: 1, pageSize: 50, ...search })).items.map((one) => one.name);
    expect(await list({ kind: 'volunteer' })).toEqual(['百分之一', '百分%号'].sort());
    expect(await list({ q: '分%' })).toEqual(['百分%号']);
    expect(await list({ kind: 'volunteer', active: false })).toEqual(['百分之一']);
    const second = await find.find(here.territory, { kind: 'volunteer', page: 2, pageSize: 1 });
    expect([second.items.length, second.total]).toEqual([1, 2]);
  });

  it('has the day of their consent on record until it is taken back; a change that says nothing leaves it', async () => {
    const id = await register({ name: '同意', kind: 'propertyGuard', agreedOn: '2025-09-01' });
    const agreed = async (): Promise<string | null | undefined> => (await find.one(here.territory, id)).agreedOn;
    const listed = async (answer: boolean): Promise<number> =>
      (await find.find(here.territory, { q: '同意', agreed: answer, page: 1, pageSize: 9 })).total;
    expect([await agreed(), await listed(true), await listed(false)]).toEqual(['2025-09-01', 1, 0]);
    await change(id, { name: '同意' });
    expect(await agreed()).toBe('2025-09-01');
    await change(id, { name: '同意', agreedOn: null });
    expect([await agreed(), await listed(true), await listed(false)]).toEqual([null, 0, 1]);
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    expect(await codeOf(change(id, { agreedOn: tomorrow }))).toBe('COMMON.VALIDATION');
  });

  it('is listed by shift, with when they were last located while it lasts', async () => {
    const id = await register({ name: '班上' });
    const listed = async (onShift: boolean): Promise<string[]> =>
      (await find.find(here.territory, { q: '班上', onShift, page: 1, pageSize: 9 })).items.map((one) => one.id);
    expect([await listed(true), await listed(false)]).toEqual([[], [id]]);
    await duty.start(id);
    const at = new Date(Date.now() - 60_000);
    await moved(id, at);
    clock.at = new Date(at.getTime() + 1_800_000);
    expect([await listed(true), await listed(false)]).toEqual([[id], []]);
    expect((await find.one(here.territory, id)).location).toEqual({ at: at.toISOString(), fresh: true });
    clock.at = new Date(at.getTime() + 1_800_001);
    expect((await find.one(here.territory, id)).location).toEqual({ at: at.toISOString(), fresh: false });
    await duty.end(id);
    expect((await find.one(here.territory, id)).location).toBeNull();
    clock.at = new Date();
  });

  it('whose phone was sealed with a key that is lost is listed all the same', async () => {
    const id = await register({ name: '失钥', phone: '15400000003' });
    await db.database.query(`UPDATE responders SET phone_sealed = 'a256gcm:lost:AAAA:AAAA' WHERE id = $1`, [id]);
    expect((await find.one(here.territory, id)).phone).toBe('***');
  });
});

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
