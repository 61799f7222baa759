// Who is on duty decides the ladder: operators and supervisors who can be heard, for the community in question.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Territories } from '#libs/places';
import { Clock, makeLog, readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Ladders } from './ladders.ts';

const [COUNTY, TOWN, HERE, ELSEWHERE] = ['330723000000', '330723001000', '330723001001', '330723002001'] as const;
let db: TestDatabase;
let ladders: Ladders;

beforeAll(async () => {
  db = await testDatabase();
  const [settings, clock] = [readSettings({ HOME_DIVISION: COUNTY }), new Clock()];
  const territories = new Territories(db.database, clock, settings);
  ladders = new Ladders(db.database, territories, clock, settings, makeLog('test', 'silent'));
  await db.database.query(
    `INSERT INTO divisions (code, name, level) VALUES ($1, '县', 'county'), ($2, '街道', 'subdistrict'), ($3, '甲', 'community'),
       ($4, '乙', 'community')`,
    [COUNTY, TOWN, HERE, ELSEWHERE],
  );
});
beforeEach(() => db.database.query('TRUNCATE operator_shifts, process_beats'));
afterAll(() => db.close());

/** Somebody with a console of `process`, which has beaten so many seconds ago. */
async function onDuty(
  role: string,
  scope: string,
  { beatAgo = 1, audible = true, disabled = false } = {},
): Promise<void> {
  const [account, shift, process] = [randomUUID(), randomUUID(), randomUUID()];
  await db.database.query(
    `INSERT INTO accounts (id, username, name, role, password_hash, disabled_at)
     VALUES ($1, $2, '某', $3, 'none', CASE WHEN $4 THEN now() END)`,
    [account, account, role, disabled],
  );
  await db.database.query(`INSERT INTO account_scopes (account_id, kind, ref) VALUES ($1, 'division', $2)`, [
    account,
    scope,
  ]);
  await db.database.query(
    `INSERT INTO process_beats (process_id, app, started_at, beat_at, links)
     VALUES ($1, 'api', now(), now() - $2::integer * interval '1 second', '[]')`,
    [process, beatAgo],
  );
  await db.database.query(
    'INSERT INTO operator_shifts (id, account_id, connection_id, audible) VALUES ($1, $2, $3, $4)',
    [shift, account, `${process}/1`, audible],
  );
}
async function staffing(code: string | null = HERE): Promise<string> {
  await ladders.refresh();
  return ladders.staffing(code);
}

describe('Staffing', () => {
  it('is normal with two operators and a supervisor for the community, and lone without one of them', async () => {
    expect(await staffing()).toBe('lone');
    await onDuty('operator', COUNTY);
    await onDuty('supervisor', COUNTY);
    expect(await staffing()).toBe('lone');
    await onDuty('operator', TOWN);
    expect(await staffing()).toBe('normal');
    expect(await staffing(ELSEWHERE)).toBe('lone');
    expect(await staffing(null)).toBe('lone');
  });

  it.each([
    ['whose console is mute', { audible: false }],
    ['whose process is dead', { beatAgo: 61 }],
    ['whose account is closed', { disabled: true }],
  ])('does not count an operator %s', async (_, what) => {
    await onDuty('supervisor', COUNTY);
    await onDuty('operator', COUNTY);
    await onDuty('operator', COUNTY, what);
    expect(await staffing()).toBe('lone');
    await onDuty('operator', COUNTY);
    expect(await staffing()).toBe('normal');
  });
});

describe('The ladder of nobody', () => {
  const kinds = (): string[] | undefined =>
    ladders.stepsOfNobody({ kind: 'sos', severity: 'P1', communityCode: HERE })?.map(({ kind }) => kind);

  it('is the lone operator’s, and there is none while an operator is on duty', async () => {
    await ladders.refresh();
    expect(kinds()).toContain('operatorMobile');
    await onDuty('supervisor', COUNTY);
    await ladders.refresh();
    expect(kinds()).toContain('operatorMobile');
    await onDuty('operator', TOWN);
    await ladders.refresh();
    expect(kinds()).toBeUndefined();
  });
});
