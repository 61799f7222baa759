// Which steps a case climbs that is let go, or whose lease ends: what was frozen, and no later than nobody's night allows.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FactWaker } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';
import { FireDueSteps } from './fire-due-steps.ts';
import { LoneNight } from './lone-night.ts';
import { nobodysLadders, shippedLadders } from './shipped-ladders.ts';

const FROZEN = ['30 ringAgain', '60 supervisor', '180 dutyPhone', '180 nextLevelCentre', '300 remind'];
const SOONER = [
  '30 operatorMobile',
  '30 ringAgain',
  '45 dutyPhone',
  '60 supervisor',
  '90 neighbouringCentre',
  '120 autoOffer',
  '180 nextLevelCentre',
  '300 remind',
];

let db: TestDatabase;
let desk: EndingDesk;
let clock: FireDueSteps;
let nobody = false;

beforeAll(async () => {
  db = await testDatabase();
  const ladders: ReturnType<typeof shippedLadders> = {
    ...shippedLadders(),
    stepsOfNobody: (waiting) => (nobody ? nobodysLadders() : shippedLadders()).stepsOfNobody(waiting),
  };
  desk = await anEndingDesk(db.database, {}, ladders);
  const night = new LoneNight(ladders, desk.settings);
  clock = new FireDueSteps(db.database, new FactWaker(), desk.sealed, night, desk.settings);
});
beforeEach(() => {
  nobody = false;
});
afterAll(() => db.close());

/** Pending rungs, with the seconds after which they are due. */
async function pending(alertId: string): Promise<string[]> {
  const rows = await db.database.query<{ kind: string; at: number }>(
    `SELECT s.kind, round(300 - extract(epoch FROM r.due_at - s.due_at))::int AS at
     FROM alert_steps s JOIN alert_steps r ON r.alert_id = s.alert_id AND r.kind = 'remind' AND r.done_at IS NULL
     WHERE s.alert_id = $1 AND s.done_at IS NULL AND s.kind NOT LIKE 'undisplayed%' ORDER BY at, s.kind`,
    [alertId],
  );
  return rows.map(({ kind, at }) => `${at} ${kind}`);
}
async function leaseEnds(alertId: string): Promise<void> {
  await db.database.query(
    `UPDATE alerts SET lease_until = now() - interval '1 second', version = version + 1 WHERE id = $1`,
    [alertId],
  );
  await clock.run();
}

describe('A case that waits again', () => {
  it('climbs what was frozen while somebody is on duty', async () => {
    const id = await desk.claimed(desk.anna);
    await desk.claims.release(id, desk.anna);
    expect(await pending(id)).toEqual(FROZEN);
    await desk.claims.claim(id, desk.anna);
    await leaseEnds(id);
    expect(await pending(id)).toEqual(FROZEN);
  });

  it('reaches everybody as early as at the lone operator’s, where nobody is on duty any more', async () => {
    nobody = true;
    const id = await desk.claimed(desk.anna);
    await desk.claims.release(id, desk.anna);
    expect(await pending(id)).toEqual(SOONER);
    await desk.claims.claim(id, desk.anna);
    expect(await pending(id)).toEqual([]);
    await leaseEnds(id);
    expect(await pending(id)).toEqual(SOONER);
  });

  it('keeps the chain that it was raised with, for when somebody is there again', async () => {
    const id = await desk.claimed(desk.anna);
    nobody = true;
    await desk.claims.release(id, desk.anna);
    nobody = false;
    await desk.claims.claim(id, desk.anna);
    await desk.claims.release(id, desk.anna);
    expect(await pending(id)).toEqual(FROZEN);
  });
});
