// One case that cannot be written must cost no other case its clock, and must itself be shown.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FactWaker, Metrics, makeLog } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';
import { AuditOpenCases } from './audit-open-cases.ts';
import { FireDueSteps } from './fire-due-steps.ts';
import { LoneNight } from './lone-night.ts';
import { shippedLadders } from './shipped-ladders.ts';

let db: TestDatabase;
let desk: EndingDesk;
let clock: FireDueSteps;
let auditor: AuditOpenCases;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 10 });
  desk = await anEndingDesk(db.database);
  clock = new FireDueSteps(
    db.database,
    new FactWaker(),
    desk.sealed,
    new LoneNight(shippedLadders(), desk.settings),
    desk.settings,
  );
  const log = makeLog('test', 'silent');
  auditor = new AuditOpenCases(db.database, new FactWaker(), shippedLadders(), new Metrics(), desk.settings, log);
});
afterAll(() => db.close());

const passes = (alertId: string, seconds: number) =>
  db.database.query(
    `UPDATE alert_steps SET due_at = due_at - $2::integer * interval '1 second' WHERE alert_id = $1 AND done_at IS NULL`,
    [alertId, seconds],
  );
const leaseEnded = (alertId: string, seconds: number) =>
  db.database.query(
    `UPDATE alerts SET lease_until = clock_timestamp() - $2::integer * interval '1 second', version = version + 1 WHERE id = $1`,
    [alertId, seconds],
  );
/** Nothing can be written about this case while `work` runs. */
async function unwritable(alertId: string, work: () => Promise<void>): Promise<void> {
  await db.database.query(`
    CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF NEW.alert_id = '${alertId}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER refuse_it BEFORE INSERT ON alert_timeline FOR EACH ROW EXECUTE FUNCTION refuse_it();`);
  try {
    await work();
  } finally {
    await db.database.query('DROP TRIGGER refuse_it ON alert_timeline; DROP FUNCTION refuse_it');
  }
}
const findings = async (alertId: string): Promise<number> =>
  (await db.database.query('SELECT 1 FROM audit_findings WHERE alert_id = $1', [alertId])).length;
const pending = async (alertId: string, kind: string): Promise<number> =>
  (
    await db.database.query('SELECT 1 FROM alert_steps WHERE alert_id = $1 AND kind = $2 AND done_at IS NULL', [
      alertId,
      kind,
    ])
  ).length;

describe('A case that cannot be written', () => {
  it('does not keep the claim of a dead console from going back', async () => {
    const [broken, left] = [await desk.raised(), await desk.claimed(desk.anna)];
    await passes(broken, 31);
    await leaseEnded(left, 1);
    await unwritable(broken, async () => {
      await clock.run().catch(() => undefined);
      expect((await desk.see(left)).state).toBe('raised');
    });
    await clock.run();
  });

  it('and whose own lease is over does not keep others from going back, nor steps from firing', async () => {
    const [broken, left, waits] = [await desk.claimed(desk.anna), await desk.claimed(desk.anna), await desk.raised()];
    await leaseEnded(broken, 1);
    await leaseEnded(left, 1);
    await passes(waits, 31);
    await unwritable(broken, async () => {
      await clock.run().catch(() => undefined);
      expect([(await desk.see(left)).state, (await desk.see(waits)).escalation.fired]).toEqual([
        'raised',
        ['ringAgain'],
      ]);
    });
    await clock.run();
  });

  it('is found by the auditor all the same, and so are the others', async () => {
    const [broken, other] = [await desk.raised(), await desk.raised()];
    await db.database.query('DELETE FROM alert_steps WHERE alert_id = ANY($1::uuid[])', [[broken, other]]);
    await unwritable(broken, async () => {
      await auditor.run().catch(() => undefined);
      expect([await findings(other), await findings(broken)]).toEqual([1, 1]);
      expect((await desk.see(other)).escalation.next).not.toBeNull();
    });
    await auditor.run();
  });
});

describe('What the auditor finds', () => {
  it('is found once: a claim whose lease is long over goes back to the queue and climbs', async () => {
    const id = await desk.claimed(desk.anna);
    await leaseEnded(id, 120);
    for (let audit = 0; audit < 3; audit++) await auditor.run();
    expect([await findings(id), (await desk.see(id)).state, await pending(id, 'remind')]).toEqual([1, 'raised', 1]);
  });

  it('leaves one chain of steps, also after the next release', async () => {
    const id = await desk.raised();
    await db.database.query(
      `UPDATE alert_steps SET done_at = clock_timestamp(), outcome = 'cancelled' WHERE alert_id = $1`,
      [id],
    );
    const other = new AuditOpenCases(
      db.database,
      new FactWaker(),
      shippedLadders({ undisplayedMs: 10_000, repeatMs: 60_000 }),
      new Metrics(),
      desk.settings,
      makeLog('t', 'silent'),
    );
    await other.run();
    await desk.claims.claim(id, desk.anna);
    await desk.claims.release(id, desk.anna);
    expect(await pending(id, 'remind')).toBe(1);
  });
});
