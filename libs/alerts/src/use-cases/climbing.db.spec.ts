// Waiting cases climb their ladder: each step once, on time, and never without a next one.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FactWaker, Metrics, makeLog } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { missingStep } from '../domain/next-step.ts';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';
import { AuditOpenCases, MISSING_SQL } from './audit-open-cases.ts';
import { FireDueSteps } from './fire-due-steps.ts';
import { LoneNight } from './lone-night.ts';
import { shippedLadders } from './shipped-ladders.ts';

let db: TestDatabase;
let desk: EndingDesk;
let clock: FireDueSteps;
let auditor: AuditOpenCases;
const metrics = new Metrics();
const counted = async (missing: string): Promise<number> =>
  (await metrics.casesWithoutNextStep.get()).values.find(({ labels }) => labels.missing === missing)?.value ?? 0;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await anEndingDesk(db.database);
  const settings = { ...desk.settings, DUTY_PHONE: '0579-87650000', TELEPHONY_URL: 'http://127.0.0.1:9' };
  clock = new FireDueSteps(
    db.database,
    new FactWaker(),
    desk.sealed,
    new LoneNight({ ...shippedLadders(), operatorsOnDuty: () => [desk.anna.accountId] }, settings),
    settings,
  );
  const log = makeLog('test', 'silent');
  auditor = new AuditOpenCases(db.database, new FactWaker(), shippedLadders(), metrics, settings, log);
});
afterAll(() => db.close());

/** Time passes for the steps of one case. */
const passes = (alertId: string, seconds: number) =>
  db.database.query(
    `UPDATE alert_steps SET due_at = due_at - $2::integer * interval '1 second' WHERE alert_id = $1 AND done_at IS NULL`,
    [alertId, seconds],
  );
const steps = async (alertId: string): Promise<string[]> => {
  const rows = await db.database.query<{ told: string }>(
    `SELECT kind || ' ' || coalesce(outcome, 'pending') AS told FROM alert_steps WHERE alert_id = $1 ORDER BY due_at, kind`,
    [alertId],
  );
  return rows.map(({ told }) => told);
};

describe('A case that waits', () => {
  it('climbs step by step, each told in the timeline and fired once by however many sweepers', async () => {
    const id = await desk.raised();
    await passes(id, 61);
    await Promise.all(Array.from({ length: 8 }, () => clock.run()));
    expect(await desk.see(id)).toMatchObject({
      escalated: true,
      escalation: {
        fired: ['ringAgain', 'supervisor'],
        rungAt: expect.any(String),
        next: expect.stringMatching(/^(dutyPhone|nextLevelCentre)$/),
      },
    });
    const actions = await desk.actions(id);
    expect(actions.filter((action) => action === 'stepFired')).toHaveLength(3);
    expect(actions.filter((action) => action === 'escalated')).toHaveLength(1);
    await passes(id, 120);
    await clock.run();
    const [orders] = await db.database.query<{ n: number; to_sealed: string }>(
      `SELECT count(*)::int AS n, max(to_sealed) AS to_sealed FROM telephony_orders WHERE alert_id = $1 AND purpose = 'dutyPhone'`,
      [id],
    );
    // Once because no console had it, once because nobody claimed it.
    expect(orders?.n).toBe(2);
    expect(desk.sealed.open(orders?.to_sealed ?? '')).toBe('0579-87650000');
  });

  it('sounds again and again after its last step, until somebody claims it', async () => {
    const id = await desk.raised();
    for (let round = 0; round < 3; round++) {
      await passes(id, 400);
      await clock.run();
      expect((await steps(id)).filter((step) => step === 'remind pending')).toHaveLength(1);
    }
    expect((await steps(id)).filter((step) => step === 'remind fired')).toHaveLength(3);
    await desk.claims.claim(id, desk.anna);
    expect((await steps(id)).filter((step) => step.endsWith('pending'))).toEqual([]);
    await clock.run();
    expect((await desk.see(id)).state).toBe('claimed');
  });

  it('is left alone by every step that a claim has called off, and begins anew when it waits again', async () => {
    const id = await desk.claimed(desk.anna);
    await passes(id, 1_000);
    await clock.run();
    expect((await desk.see(id)).escalation).toEqual({ fired: [], rungAt: null, nextAt: null, next: null });
    await desk.claims.release(id, desk.anna);
    expect((await steps(id)).filter((step) => step.endsWith('pending'))).toHaveLength(7);
    await passes(id, 31);
    await clock.run();
    expect((await desk.see(id)).escalation.fired).toEqual(['ringAgain']);
    // What was frozen begins anew each time, not what was begun anew before: the chain does not grow.
    await desk.claims.claim(id, desk.anna);
    await db.database.query(
      `UPDATE alerts SET lease_until = now() - interval '1 second', version = version + 1 WHERE id = $1`,
      [id],
    );
    await clock.run();
    expect((await steps(id)).filter((step) => step.endsWith('pending'))).toHaveLength(7);
    expect((await desk.see(id)).escalation.fired).toEqual([]);
  });

  it('does not wait behind a case whose step cannot be fired', async () => {
    const [broken, sound] = [await desk.raised(), await desk.raised()];
    await db.database.query(`
      CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.alert_id = '${broken}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_it BEFORE INSERT ON alert_timeline FOR EACH ROW EXECUTE FUNCTION refuse_it();`);
    try {
      for (const id of [broken, sound]) await passes(id, 31);
      await expect(clock.run()).rejects.toThrow('broken');
      expect((await desk.see(sound)).escalation.fired).toEqual(['ringAgain']);
      expect((await desk.see(broken)).escalation.fired).toEqual([]);
    } finally {
      await db.database.query('DROP TRIGGER refuse_it ON alert_timeline; DROP FUNCTION refuse_it');
    }
    await clock.run();
    expect((await desk.see(broken)).escalation.fired).toEqual(['ringAgain']);
  });

  it('brings a forgotten review up again', async () => {
    const id = await desk.claimed(desk.anna);
    await desk.cases.resolve(id, desk.anna, { outcome: 'realEmergency', noRescueReason: 'helpedByFamily' });
    await passes(id, 86_401);
    await clock.run();
    expect((await desk.see(id)).escalation.rungAt).not.toBeNull();
    expect(await steps(id)).toContain('reviewOverdue pending');
  });
});

describe('The auditor', () => {
  it('finds the case for which nothing would happen, tells of it and arms it again', async () => {
    const id = await desk.raised();
    expect((await auditor.run()).map(({ alertId }) => alertId)).not.toContain(id);
    await db.database.query('DELETE FROM alert_steps WHERE alert_id = $1', [id]);
    const before = await counted('nobodyIsCalled');
    const found = (await Promise.all([auditor.run(), auditor.run(), auditor.run()])).flat();
    expect(found.filter(({ alertId }) => alertId === id)).toEqual([{ alertId: id, missing: 'nobodyIsCalled' }]);
    expect(await desk.see(id)).toMatchObject({ escalated: true, escalation: { next: 'ringAgain' } });
    expect(await desk.actions(id)).toContain('noNextStep');
    expect((await auditor.run()).map(({ alertId }) => alertId)).not.toContain(id);
    expect(await counted('nobodyIsCalled')).toBe(before + 1);
  });

  it('asks the database what the rule says', async () => {
    const id = await desk.raised();
    for (const climbing of [true, false]) {
      if (!climbing) await db.database.query('DELETE FROM alert_steps WHERE alert_id = $1', [id]);
      const [row] = await db.database.query<{ missing: string | null }>(
        `SELECT ${MISSING_SQL} AS missing FROM alerts a WHERE a.id = $2`,
        [30_000, id],
      );
      const rule = missingStep({
        state: 'raised',
        climbing,
        leaseLongOver: false,
        reviewDue: false,
        reviewArmed: false,
      });
      expect(row?.missing ?? null).toBe(rule);
    }
  });
});

describe('Whatever happens to a case in whatever order', () => {
  const doings = [
    'raise',
    'press',
    'claim',
    'release',
    'lapse',
    'resolve',
    'close',
    'review',
    'reopen',
    'wait',
  ] as const;

  it('it never stands open without a next step, and no step fires while somebody holds it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...doings), { minLength: 4, maxLength: 14 }), async (sequence) => {
        // An elder of their own, so that presses fold into this case only.
        const elder = randomUUID();
        await db.database.query(
          `INSERT INTO elders (id, name, pinyin, sex, birth_date, living) VALUES ($1, '试', 'shi', 'male', '1940-01-01', 'alone')`,
          [elder],
        );
        let id = await desk.press(elder);
        for (const doing of sequence) {
          id = await perform(doing, id, elder);
          const now = await desk.see(id);
          const [row] = await db.database.query<{ missing: string | null }>(
            `SELECT ${MISSING_SQL} AS missing FROM alerts a WHERE a.id = $2`,
            [30_000, id],
          );
          expect([sequence, doing, row?.missing ?? null]).toEqual([sequence, doing, null]);
          const [told] = await db.database.query<{ pending: number; fired: number; entries: number }>(
            `SELECT count(*) FILTER (WHERE done_at IS NULL AND until = 'claimed')::int AS pending,
               count(*) FILTER (WHERE outcome = 'fired')::int AS fired, (SELECT count(*)::int FROM alert_timeline t
                 WHERE t.alert_id = $1 AND t.action IN ('stepFired', 'escalated')) AS entries
             FROM alert_steps WHERE alert_id = $1`,
            [id],
          );
          if (now.state === 'claimed') expect([sequence, told?.pending]).toEqual([sequence, 0]);
          // Each step is told once for every time that it has fired.
          expect([sequence, told?.entries]).toEqual([sequence, told?.fired]);
        }
      }),
      { numRuns: 40 },
    );
  });

  /** Refusals are answers as well: the state after them counts. */
  async function perform(doing: (typeof doings)[number], id: string, elder: string): Promise<string> {
    const refused = (): undefined => undefined;
    switch (doing) {
      case 'raise':
      case 'press':
        return desk.press(elder);
      case 'claim':
        await desk.claims.claim(id, desk.anna).catch(refused);
        return id;
      case 'release':
        await desk.claims.release(id, desk.anna).catch(refused);
        return id;
      case 'lapse':
        await db.database.query(
          `UPDATE alerts SET lease_until = now() - interval '1 second', version = version + 1 WHERE id = $1 AND state = 'claimed'`,
          [id],
        );
        await clock.run();
        return id;
      case 'resolve':
        await desk.cases
          .resolve(id, desk.anna, { outcome: 'realEmergency', noRescueReason: 'helpedByFamily' })
          .catch(refused);
        return id;
      case 'close':
        await desk.cases.close(id, desk.anna, { outcome: 'falseAlarm' }).catch(refused);
        return id;
      case 'review':
        await desk.cases.close(id, desk.chief, { outcome: 'realEmergency' }).catch(refused);
        return id;
      case 'reopen':
        await desk.reopening.reopen(id, desk.anna, '再看').catch(refused);
        return id;
      case 'wait':
        await passes(id, 100);
        await clock.run();
        return id;
    }
  }
});
