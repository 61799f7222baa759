// Somebody who is not found: 110 is due after a while, said once, and no more once it was called.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactWaker, SealedText, readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CaseWork } from '../database/case-work.ts';
import { actorIn, aCase } from '../testing/a-case.ts';
import { aVillage, type Village } from '../testing/builders.ts';
import { RecordPublicRescue } from './record-public-rescue.ts';
import { WarnThatPoliceIsDue } from './warn-that-police-is-due.ts';

const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
let db: TestDatabase;
let village: Village;
let police: WarnThatPoliceIsDue;
let rescue: RecordPublicRescue;

beforeAll(async () => {
  db = await testDatabase();
  village = await aVillage(db.database);
  const work = new CaseWork(db.database, sealed, new FactWaker());
  police = new WarnThatPoliceIsDue(db.database, work, readSettings({}));
  rescue = new RecordPublicRescue(work, sealed);
});
afterAll(() => db.close());

const told = async (id: string): Promise<unknown> => {
  const [row] = await db.database.query(
    `SELECT (SELECT count(*)::integer FROM alert_timeline t WHERE t.alert_id = a.id AND t.action = 'policeDue') AS times,
       a.escalated_at IS NOT NULL AS escalated, a.police_warned_at IS NOT NULL AS due FROM alerts a WHERE a.id = $1`,
    [id],
  );
  return row;
};
const quiet = { times: 0, escalated: false, due: false };

describe('110', () => {
  it.each(['missingPerson', 'wandering'] as const)(
    'is due for %s after a quarter of an hour, and not before',
    async (kind) => {
      const early = await aCase(db.database, village, { kind, receivedAt: minutesAgo(14) });
      const late = await aCase(db.database, village, { kind, receivedAt: minutesAgo(16) });
      expect(await police.run()).toBe(1);
      expect(await told(early)).toEqual(quiet);
      expect(await told(late)).toEqual({ times: 1, escalated: true, due: true });
    },
  );

  it('is said once, with several processes at once, for a case that still waits too', async () => {
    const id = await aCase(db.database, village, {
      kind: 'missingPerson',
      state: 'raised',
      receivedAt: minutesAgo(20),
    });
    const rounds = await Promise.all(Array.from({ length: 5 }, () => police.run()));
    expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await told(id)).toMatchObject({ times: 1 });
  });

  it('is not due where it was called, and no more once it is', async () => {
    const actor = actorIn(village);
    const called = await aCase(db.database, village, { kind: 'missingPerson', receivedAt: minutesAgo(20) });
    await rescue.called(called, actor, { service: '110' });
    expect(await police.run()).toBe(0);
    expect(await told(called)).toEqual(quiet);

    const warned = await aCase(db.database, village, { kind: 'missingPerson', receivedAt: minutesAgo(20) });
    await rescue.called(warned, actor, { service: '120' });
    expect(await police.run()).toBe(1);
    await rescue.called(warned, actor, { service: '110' });
    expect(await told(warned)).toEqual({ times: 1, escalated: true, due: false });
    expect(await police.run()).toBe(0);
  });

  it('is due for nobody who was found, and for no other kind', async () => {
    const found = await aCase(db.database, village, {
      kind: 'missingPerson',
      state: 'resolved',
      receivedAt: minutesAgo(20),
    });
    const press = await aCase(db.database, village, { kind: 'sos', receivedAt: minutesAgo(20) });
    expect(await police.run()).toBe(0);
    expect([await told(found), await told(press)]).toEqual([quiet, quiet]);
  });
});
