// How cases end: what closes them, what a supervisor sees first, what is held, who is called again.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INJURIES, NO_RESCUE_REASONS, OUTCOMES, type Ending } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';

let db: TestDatabase;
let desk: EndingDesk;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await anEndingDesk(db.database);
});
afterAll(() => db.close());

const code = (wanted: string, details?: object): object => ({ code: wanted, ...(details ? { details } : {}) });
const followUps = (alertId: string) =>
  db.database.query<{ kind: string; state: string }>(
    'SELECT kind, state FROM follow_up_tasks WHERE alert_id = $1 ORDER BY due_at',
    [alertId],
  );

describe('A real emergency', () => {
  it('is not closed before it was said whether rescue was called', async () => {
    const id = await desk.claimed(desk.anna);
    await expect(desk.cases.resolve(id, desk.anna, { outcome: 'realEmergency' })).rejects.toMatchObject(
      code('ALERT.RESCUE_UNSAID'),
    );
    expect(await desk.see(id)).toMatchObject({ state: 'claimed', outcome: null });
    await desk.called(id);
    await desk.cases.resolve(id, desk.anna, { outcome: 'realEmergency', detail: 'hospital' });
    expect(await desk.see(id)).toMatchObject({
      state: 'resolved',
      stage: 'resolved',
      reviewDue: true,
      detail: 'hospital',
    });
  });

  it('is archived by a supervisor, once it is resolved', async () => {
    const id = await desk.claimed(desk.anna);
    const ending: Ending = {
      outcome: 'realEmergency',
      noRescueReason: 'helpedByFamily',
      injury: 'minor',
      cause: 'fall',
    };
    await expect(desk.cases.close(id, desk.anna, ending)).rejects.toMatchObject(
      code('ALERT.REVIEW_REQUIRED', { next: 'resolve' }),
    );
    await desk.cases.resolve(id, desk.anna, ending);
    await expect(desk.cases.close(id, desk.bert, ending)).rejects.toMatchObject(
      code('ALERT.REVIEW_REQUIRED', { next: 'supervisor' }),
    );
    // Not even by calling it something else.
    await expect(desk.cases.close(id, desk.bert, { outcome: 'falseAlarm' })).rejects.toMatchObject(
      code('ALERT.REVIEW_REQUIRED'),
    );
    await desk.cases.close(id, desk.chief, { outcome: 'realEmergency' });
    expect(await desk.see(id)).toMatchObject({ state: 'closed', reviewDue: false, injury: 'minor', cause: 'fall' });
    expect((await desk.actions(id)).slice(-3)).toEqual(['resolved', 'reviewed', 'closed']);
    const [step] = await db.database.query(
      `SELECT outcome FROM alert_steps WHERE alert_id = $1 AND kind = 'reviewOverdue'`,
      [id],
    );
    expect(step).toEqual({ outcome: 'cancelled' });
  });

  it('brings a call the day or the morning after, and another a week after hospital, once', async () => {
    const id = await desk.claimed(desk.anna);
    await desk.cases.resolve(id, desk.anna, {
      outcome: 'realEmergency',
      detail: 'hospital',
      noRescueReason: 'alreadyInCare',
    });
    const planned = await followUps(id);
    expect(planned.map(({ kind }) => kind)).toEqual([
      expect.stringMatching(/^(dayAfter|morningAfter)$/),
      'weekAfterHospital',
    ]);
    await desk.cases.close(id, desk.chief, { outcome: 'realEmergency', detail: 'hospital' });
    expect(await followUps(id)).toEqual(planned);
  });
});

describe('Closing', () => {
  it('needs nothing more for what was nothing or little', async () => {
    for (const outcome of ['falseAlarm', 'helpGiven', 'foundWell', 'foundIll', 'movedAway'] as const) {
      const id = await desk.claimed(desk.anna);
      await desk.cases.close(id, desk.anna, { outcome });
      expect(await desk.see(id)).toMatchObject({ state: 'closed', outcome, held: false, reviewDue: false });
    }
  });

  it('agrees with the database about what is never closed', async () => {
    const anEnding = fc.record(
      {
        outcome: fc.constantFrom(...OUTCOMES),
        injury: fc.constantFrom(...INJURIES),
        noRescueReason: fc.constantFrom(...NO_RESCUE_REASONS),
        retryAt: fc.constant('2027-01-01T10:00:00+08:00'),
        note: fc.constant('家人说的'),
      },
      { requiredKeys: ['outcome'] },
    ) as fc.Arbitrary<Ending>;
    await fc.assert(
      fc.asyncProperty(
        anEnding,
        fc.constantFrom('unknownDistress' as const, 'lowBattery' as const),
        fc.boolean(),
        async (ending, kind, rescue) => {
          const id = await desk.claimed(desk.anna, kind);
          if (rescue) await desk.called(id);
          await desk.cases
            .resolve(id, desk.anna, ending)
            .catch(() => desk.cases.close(id, desk.anna, ending))
            .catch(() => undefined);
          await desk.cases.close(id, desk.chief, ending).catch(() => undefined);
          const now = await desk.see(id);
          if (now.state !== 'closed') return;
          expect(now.outcome === 'unreachable' && now.severity !== 'P3').toBe(false);
          if (now.severity === 'P1' && now.outcome === 'realEmergency') {
            expect(rescue || ending.noRescueReason !== undefined).toBe(true);
            expect(await desk.actions(id)).toContain('reviewed');
          }
        },
      ),
      { numRuns: 60 },
    );
    // And behind the code's back.
    const id = await desk.claimed(desk.anna);
    const force = (set: string) =>
      db.database.query(
        `UPDATE alerts SET version = version + 1, state = 'closed', lease_until = NULL, closed_at = now(), ${set} WHERE id = $1`,
        [id],
      );
    await expect(force(`outcome = 'unreachable'`)).rejects.toMatchObject({ constraint: 'alerts_unreachable_is_minor' });
    await expect(force(`outcome = 'realEmergency'`)).rejects.toMatchObject({ constraint: 'alerts_real_names_rescue' });
  });

  it('of a case that another holds is refused, and leaves nothing behind', async () => {
    const id = await desk.claimed(desk.anna);
    await expect(desk.cases.close(id, desk.bert, { outcome: 'helpGiven' })).rejects.toMatchObject(
      code('ALERT.NOT_YOURS'),
    );
    expect(await followUps(id)).toEqual([]);
    expect(await desk.actions(id)).not.toContain('closed');
  });
});

describe('What is held', () => {
  it('is told only after a named person was phoned, by who may say so', async () => {
    const id = await desk.claimed(desk.anna);
    await expect(desk.informing.informed(id, desk.anna, { name: '李女士' })).rejects.toMatchObject(
      code('ALERT.NOT_HELD'),
    );
    await desk.called(id);
    await desk.cases.resolve(id, desk.anna, { outcome: 'realEmergency', injury: 'serious' });
    expect((await desk.see(id)).held).toBe(true);
    await expect(desk.informing.informed(id, desk.bert, { name: '李女士' })).rejects.toMatchObject(
      code('ALERT.NOT_YOURS'),
    );
    await desk.informing.informed(id, desk.anna, { name: '李女士', note: '女儿，已知情' });
    expect((await desk.see(id)).held).toBe(false);
    await expect(desk.informing.informed(id, desk.anna, { name: '又一位' })).rejects.toMatchObject(
      code('ALERT.NOT_HELD'),
    );
    const rows = await db.database.query<{ name_sealed: string }>(
      'SELECT name_sealed FROM told_people WHERE alert_id = $1',
      [id],
    );
    expect(rows.map((row) => desk.sealed.open(row.name_sealed))).toEqual(['李女士']);
    expect(rows[0]?.name_sealed).not.toContain('李女士');
  });

  it('stops with a death what counts on a living person', async () => {
    const elderId = desk.village.elderIds[1];
    const [device] = await db.database.query<{ id: string }>(
      `INSERT INTO devices (id, key, name, kind, protocol) VALUES (gen_random_uuid(), 'worn-1', '挂件', 'pendant', 'native') RETURNING id`,
    );
    await db.database.query(
      `INSERT INTO device_placements (id, device_id, elder_id, during) VALUES (gen_random_uuid(), $1, $2, '[2020-01-01,)')`,
      [device?.id, elderId],
    );
    const earlier = await desk.claimed(desk.anna, 'sos', 1);
    await desk.cases.close(earlier, desk.anna, { outcome: 'helpGiven' });
    const id = await desk.claimed(desk.anna, 'sos', 1);
    await desk.cases.resolve(id, desk.anna, { outcome: 'foundDead' });
    expect(await desk.see(id)).toMatchObject({ held: true, reviewDue: true });
    const [state] = await db.database.query(
      `SELECT e.died_at IS NOT NULL AS died, (SELECT count(*)::int FROM device_placements p
         WHERE p.elder_id = e.id AND upper_inf(p.during)) AS worn FROM elders e WHERE e.id = $1`,
      [elderId],
    );
    expect(state).toEqual({ died: true, worn: 0 });
    expect((await followUps(earlier)).map(({ state: now }) => now)).toEqual(['cancelled']);
  });
});

describe('A follow-up call', () => {
  it('that reached nobody stays due, and is done once somebody was reached', async () => {
    const id = await desk.claimed(desk.anna);
    await desk.cases.close(id, desk.anna, { outcome: 'helpGiven' });
    const tried = await desk.followUps.done(id, desk.bert, { result: 'unreachable' });
    expect(tried).toMatchObject({ state: 'due', attempts: 1, result: 'unreachable' });
    const done = await desk.followUps.done(id, desk.bert, { result: 'recovering', satisfaction: 5, note: '说好多了' });
    expect(done).toMatchObject({ id: tried.id, state: 'done', attempts: 2, satisfaction: 5, note: '说好多了' });
    await expect(desk.followUps.done(id, desk.bert, { result: 'well' })).rejects.toMatchObject(
      code('TASK.NOTHING_DUE'),
    );
    await expect(desk.followUps.done(id, desk.bert, { taskId: done.id, result: 'well' })).rejects.toMatchObject(
      code('TASK.WRONG_STATE'),
    );
    const list = await desk.followUps.list(desk.territory, { state: 'done', page: 1, pageSize: 100 });
    expect(list.items.map(({ task }) => task.id)).toContain(done.id);
  });

  it('is called off when the case is opened again, and planned anew at its next end', async () => {
    const id = await desk.claimed(desk.anna);
    await desk.cases.close(id, desk.anna, { outcome: 'helpGiven' });
    await desk.reopening.reopen(id, desk.anna, '又来电');
    expect((await followUps(id)).map(({ state }) => state)).toEqual(['cancelled']);
    await desk.cases.close(id, desk.anna, { outcome: 'helpGiven' });
    expect((await followUps(id)).map(({ state }) => state).sort()).toEqual(['cancelled', 'due']);
  });
});

describe('An ended case', () => {
  it('is judged anew with what it was kept, under the rules of endings', async () => {
    const id = await desk.claimed(desk.anna);
    const reason = '回访后确认';
    await expect(desk.rejudging.rejudge(id, desk.chief, { reason, outcome: 'helpGiven' })).rejects.toMatchObject(
      code('ALERT.NOT_CLOSED'),
    );
    await desk.cases.close(id, desk.anna, { outcome: 'falseAlarm', detail: 'accidental' });
    await expect(desk.rejudging.rejudge(id, desk.chief, { reason, outcome: 'falseAlarm' })).rejects.toMatchObject(
      code('ALERT.NOTHING_CHANGED'),
    );
    await expect(desk.rejudging.rejudge(id, desk.chief, { reason, outcome: 'unreachable' })).rejects.toMatchObject(
      code('ALERT.OUTCOME_NOT_ALLOWED'),
    );
    await desk.rejudging.rejudge(id, desk.chief, { reason, outcome: 'helpGiven', kind: 'fall' });
    expect(await desk.see(id)).toMatchObject({ kind: 'unknownDistress', outcome: 'helpGiven', detail: null });
    const { items } = await desk.rejudging.list(desk.territory, { page: 1, pageSize: 10 });
    expect(items.filter((item) => item.alertId === id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'outcome', from: 'falseAlarm', to: 'helpGiven', reason }),
        expect.objectContaining({ field: 'kind', from: 'unknownDistress', to: 'fall' }),
      ]),
    );
  });
});
