// The night of the operator who is alone, and of nobody: who is rung, and what is told of those who are not there.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FactWaker } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';
import { FireDueSteps } from './fire-due-steps.ts';
import { LoneNight } from './lone-night.ts';
import { shippedLadders } from './shipped-ladders.ts';

let db: TestDatabase;
let desk: EndingDesk;
let clock: FireDueSteps;
/** Operators on duty. */
let onDuty: string[] = [];

beforeAll(async () => {
  db = await testDatabase();
  desk = await anEndingDesk(db.database, {}, shippedLadders(undefined, 'lone'));
  const settings = { ...desk.settings, DUTY_PHONE: '0579-87650000', TELEPHONY_URL: 'http://127.0.0.1:9' };
  const night = new LoneNight({ ...shippedLadders(), operatorsOnDuty: () => onDuty }, settings);
  clock = new FireDueSteps(db.database, new FactWaker(), desk.sealed, night, settings);
});
beforeEach(() => {
  onDuty = [];
});
afterAll(() => db.close());

const passes = (alertId: string, seconds: number) =>
  db.database.query(
    `UPDATE alert_steps SET due_at = due_at - $2::integer * interval '1 second' WHERE alert_id = $1 AND done_at IS NULL`,
    [alertId, seconds],
  );
/** Pending rungs: those that are due, and the others with their time as the ladder has it (its last is at 240 s). */
async function pending(alertId: string): Promise<string[]> {
  const rows = await db.database.query<{ kind: string; at: string }>(
    `SELECT s.kind, CASE WHEN s.due_at <= clock_timestamp() THEN 'now'
       ELSE round(240 - extract(epoch FROM r.due_at - s.due_at))::text END AS at
     FROM alert_steps s JOIN alert_steps r ON r.alert_id = s.alert_id AND r.kind = 'remind' AND r.done_at IS NULL
     WHERE s.alert_id = $1 AND s.done_at IS NULL AND s.kind NOT LIKE 'undisplayed%' ORDER BY round(extract(epoch FROM s.due_at - r.due_at)), s.kind`,
    [alertId],
  );
  return rows.map(({ kind, at }) => `${at} ${kind}`);
}
const told = async (alertId: string): Promise<string[]> => {
  const rows = await db.database.query<{ said: string }>(
    `SELECT action || coalesce(' ' || (data->>'step'), '') AS said FROM alert_timeline WHERE alert_id = $1 ORDER BY at, id`,
    [alertId],
  );
  return rows.map(({ said }) => said);
};
/** Seconds from the first order to the duty phone to the moment at which each may be sent. */
const dutyPhone = async (alertId: string): Promise<number[]> => {
  const rows = await db.database.query<{ seconds: number }>(
    `SELECT round(extract(epoch FROM next_at - min(created_at) OVER ()))::int AS seconds FROM telephony_orders
     WHERE alert_id = $1 AND purpose = 'dutyPhone' ORDER BY next_at`,
    [alertId],
  );
  return rows.map(({ seconds }) => seconds);
};

describe("The operator's own mobile", () => {
  it('is rung while they are on duty, and what comes next keeps its time', async () => {
    onDuty = [desk.anna.accountId];
    const id = await desk.raised();
    await passes(id, 31);
    await clock.run();
    expect(await told(id)).not.toContain('nobodyToRing operatorMobile');
    expect(
      await db.database.query(`SELECT 1 FROM telephony_orders WHERE alert_id = $1 AND purpose = 'operatorMobile'`, [
        id,
      ]),
    ).toHaveLength(1);
    expect(await pending(id)).toEqual(['45 dutyPhone', '90 neighbouringCentre', '120 autoOffer', '240 remind']);
  });

  it('of nobody is told as such; what comes next keeps its time, and the duty phone rings because nobody has shown the case', async () => {
    const id = await desk.raised();
    await passes(id, 31);
    await clock.run();
    expect(await told(id)).toContain('nobodyToRing operatorMobile');
    expect(await pending(id)).toEqual(['45 dutyPhone', '90 neighbouringCentre', '120 autoOffer', '240 remind']);
    expect(await dutyPhone(id)).toEqual([0]);
    await passes(id, 15);
    await clock.run();
    expect(await told(id)).toContain('stepFired dutyPhone');
    // Its second call waits until the first has had time to ring: here both came within a moment.
    expect(await dutyPhone(id)).toEqual([0, 15]);
  });
});
