// The register of helpers on a real database: who they are, what is known of them, and who may see it.
import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#libs/testing';
import { Responders } from './responders.ts';
import { ELSEWHERE, HERE } from './testing/a-neighbourhood.ts';
import {
  change,
  clock,
  db,
  duty,
  factsAbout,
  find,
  here,
  moved,
  register,
  sealed,
  useStaff,
} from './testing/a-staff.ts';

useStaff();

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
