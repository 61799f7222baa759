// Offers on a real database: to several at once or one after another, with reasons, by an operator or by the clock.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DispatchDesk, refused, type Helper } from '../testing/dispatch-desk.ts';

let db: TestDatabase;
let desk: DispatchDesk;
let station: string;
let [wang, li]: Helper[] = [];
let four: [Helper, Helper, Helper, Helper];

beforeAll(async () => {
  db = await testDatabase({ schemas: [] });
  desk = await DispatchDesk.on(db.database, { PARALLEL_OFFERS: 2 });
  station = await desk.aStation();
  four = [
    await desk.aHelper('王站', 'stationStaff', station),
    await desk.aHelper('李邻', 'neighbour'),
    await desk.aHelper('赵医', 'villageDoctor'),
    await desk.aHelper('钱站', 'stationStaff', station),
  ];
  [wang, li] = four;
});
afterAll(() => db.close());

describe('An emergency', () => {
  it('is offered to several at once, and the case says that somebody is asked', async () => {
    const { alertId, taskIds } = await desk.offered(four);
    expect(await desk.stand(alertId)).toEqual(['王站: offered', '李邻: offered']);
    const alert = await desk.views.one(desk.anna.territory, alertId);
    expect([alert.stage, alert.milestones.dispatchedAt]).toEqual(['dispatched', expect.any(String)]);
    expect(await desk.timeline(alertId)).toEqual(['claimed', 'offered', 'offered']);
    const told = await desk.facts('dispatch', 'alert', alertId);
    expect(told.map(({ subject, change, data }) => [subject, change, data['responderId']])).toEqual([
      [taskIds[0], 'offered', wang?.responderId],
      [taskIds[1], 'offered', li?.responderId],
    ]);
    // The devices that pressed are told once.
    expect(told.map(({ data }) => data['first'])).toEqual([true, undefined]);
  });

  it('keeps the candidates with their reasons, ids and codes only', async () => {
    desk.candidates.put([four[0]], [[four[1], 'tooFar']]);
    const alertId = await desk.aCase({ claimedBy: desk.anna });
    await desk.offers.offer(alertId, desk.anna, {});
    const [round] = await desk.database.query<{ candidates: unknown; automatic: boolean }>(
      'SELECT candidates, automatic FROM dispatch_rounds WHERE alert_id = $1',
      [alertId],
    );
    expect(round?.candidates).toMatchObject({
      limitSeconds: 900,
      candidates: [{ responderId: wang?.responderId, minutes: 5, reasonsFor: ['nearest'] }],
      leftOut: [{ responderId: li?.responderId, reasonsAgainst: ['tooFar'] }],
    });
    expect(JSON.stringify(round)).not.toContain('王站');
  });

  it('goes to the next ones once nobody of the first has come, and says so when nobody is left', async () => {
    const { alertId, taskIds } = await desk.offered(four);
    await desk.answers.decline(four[0], taskIds[0] ?? '', 'tooFar');
    expect(await desk.stand(alertId)).toEqual(['王站: declined', '李邻: offered']);
    await desk.answers.decline(four[1], taskIds[1] ?? '', 'busy');
    expect((await desk.stand(alertId)).slice(2)).toEqual(['赵医: offered', '钱站: offered']);
    await desk.runOut(alertId);
    await desk.sweeper.run();
    expect((await desk.stand(alertId)).slice(2)).toEqual(['赵医: expired', '钱站: expired']);
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(true);
    expect((await desk.timeline(alertId)).filter((action) => action === 'nobodyInReach')).toHaveLength(1);
  });
});

describe('Anything less', () => {
  it('is offered to one after another, on a decline and when an offer runs out, until somebody accepts', async () => {
    const { alertId, taskIds } = await desk.offered(four, 'P2');
    expect(await desk.stand(alertId)).toEqual(['王站: offered']);
    await desk.answers.decline(four[0], taskIds[0] ?? '', null);
    expect(await desk.stand(alertId)).toEqual(['王站: declined', '李邻: offered']);
    await desk.runOut(alertId);
    expect(await desk.sweeper.run()).toEqual({ expired: 1, silent: 0 });
    expect(await desk.stand(alertId)).toEqual(['王站: declined', '李邻: expired', '赵医: offered']);
    const third = (await desk.caseTasks.of(desk.anna.territory, alertId)).dispatches[2];
    await desk.answers.accept(four[2], third?.id ?? '');
    const [round] = await desk.database.query<{ waiting: string[] }>(
      'SELECT waiting FROM dispatch_rounds WHERE alert_id = $1',
      [alertId],
    );
    expect(round?.waiting).toEqual([]);
  });

  it('goes on in line also where the operator chose somebody themselves', async () => {
    desk.candidates.put(four);
    const alertId = await desk.aCase({ severity: 'P3', claimedBy: desk.anna });
    const to = { responderId: four[2].responderId };
    const [task] = await desk.offers.offer(alertId, desk.anna, { to, overrideReason: '懂方言' });
    await desk.answers.decline(four[2], task?.id ?? '', null);
    expect(await desk.stand(alertId)).toEqual(['赵医: declined', '王站: offered']);
  });
});

describe('Somebody else than the preselected', () => {
  it('is asked only with a reason, which is kept sealed', async () => {
    desk.candidates.put(four);
    const alertId = await desk.aCase({ claimedBy: desk.anna });
    const to = { responderId: four[1].responderId };
    expect(await refused(desk.offers.offer(alertId, desk.anna, { to, overrideReason: '  ' }))).toEqual({
      code: 'DISPATCH.OVERRIDE_REASON_REQUIRED',
      details: { preselected: wang?.responderId, chosen: li?.responderId },
    });
    expect(await desk.stand(alertId)).toEqual([]);
    await desk.offers.offer(alertId, desk.anna, { to, overrideReason: '有钥匙' });
    expect(await desk.stand(alertId)).toEqual(['李邻: offered']);
    const [round] = await desk.database.query<{ override_sealed: string }>(
      'SELECT override_sealed FROM dispatch_rounds WHERE alert_id = $1',
      [alertId],
    );
    expect(desk.sealed.open(round?.override_sealed ?? '')).toBe('有钥匙');
    expect(round?.override_sealed).not.toContain('有钥匙');
  });

  it('is not needed for the first one, by name or by station', async () => {
    desk.candidates.put(four);
    const byName = await desk.aCase({ claimedBy: desk.anna });
    await desk.offers.offer(byName, desk.anna, { to: { responderId: four[0].responderId } });
    expect(await desk.stand(byName)).toEqual(['王站: offered']);
    const byStation = await desk.aCase({ claimedBy: desk.anna });
    await desk.offers.offer(byStation, desk.anna, { to: { stationId: station } });
    expect(await desk.stand(byStation)).toEqual(['王站: offered']);
  });

  it('may be one who was left out, but not one who never goes, is unknown, or is asked already', async () => {
    const nobody = await desk.aHelper('孙停', 'volunteer');
    desk.candidates.put([four[0]], [[four[3], 'offDuty'], [nobody, 'inactive']]); // prettier-ignore
    const alertId = await desk.aCase({ claimedBy: desk.anna });
    const offer = (responderId: string) =>
      desk.offers.offer(alertId, desk.anna, { to: { responderId }, overrideReason: '已电话联系' });
    expect((await refused(offer(nobody.responderId))).code).toBe('RESPONDER.NOT_FOUND');
    expect((await refused(offer(four[2].responderId))).code).toBe('RESPONDER.NOT_FOUND');
    await offer(four[3].responderId);
    expect(await desk.stand(alertId)).toEqual(['钱站: offered']);
    expect((await refused(offer(four[3].responderId))).code).toBe('DISPATCH.ALREADY_OFFERED');
    const unknown = desk.offers.offer(alertId, desk.anna, { to: { stationId: four[0].accountId } });
    expect((await refused(unknown)).code).toBe('FACILITY.NOT_FOUND');
  });
});

describe('When nobody can go', () => {
  it('the order is refused with the reasons, and the case says so at once', async () => {
    desk.candidates.put([], [[four[0], 'offDuty'], [four[1], 'tooFar']]); // prettier-ignore
    const alertId = await desk.aCase({ claimedBy: desk.anna });
    const order = () => refused(desk.offers.offer(alertId, desk.anna, {}));
    expect(await order()).toEqual({
      code: 'DISPATCH.NO_CANDIDATE',
      details: {
        nobodyInReach: true,
        limitSeconds: 900,
        leftOut: [
          { responderId: wang?.responderId, reasons: ['offDuty'] },
          { responderId: li?.responderId, reasons: ['tooFar'] },
        ],
      },
    });
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(true);
    await order();
    expect(await desk.timeline(alertId)).toEqual(['claimed', 'nobodyInReach']);
    // Until somebody can be asked again.
    desk.candidates.put([four[0]]);
    await desk.offers.offer(alertId, desk.anna, {});
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(false);
  });

  it('within the limit, those who come later are asked and the case says so, until one of them sets out', async () => {
    desk.candidates.put(four);
    desk.candidates.late = true;
    const alertId = await desk.aCase({ claimedBy: desk.anna });
    const tasks = await desk.offers.offer(alertId, desk.anna, {});
    expect(await desk.timeline(alertId)).toEqual(['claimed', 'nobodyInReach', 'offered', 'offered']);
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(true);
    await desk.answers.accept(four[0], tasks[0]?.id ?? '');
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(false);
  });

  it('of one station, only that is refused', async () => {
    desk.candidates.put([four[1]], [[four[0], 'busy']]);
    const alertId = await desk.aCase({ claimedBy: desk.anna });
    const order = desk.offers.offer(alertId, desk.anna, { to: { stationId: station } });
    expect((await refused(order)).code).toBe('DISPATCH.NO_CANDIDATE');
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(false);
  });
});

describe('Orders', () => {
  it('are the holder’s alone, in the own territory', async () => {
    desk.candidates.put(four);
    const alertId = await desk.aCase();
    expect((await refused(desk.offers.offer(alertId, desk.anna, {}))).code).toBe('ALERT.NOT_CLAIMED');
    await desk.claims.claim(alertId, desk.anna);
    expect((await refused(desk.offers.offer(alertId, desk.bert, {}))).code).toBe('ALERT.NOT_YOURS');
    const elsewhere = { ...desk.anna, territory: { codes: [], includesUnplaced: false } };
    expect((await refused(desk.offers.offer(alertId, elsewhere, {}))).code).toBe('ALERT.NOT_FOUND');
    expect(await desk.stand(alertId)).toEqual([]);
  });

  it('to those who are asked already are refused, not doubled', async () => {
    const { alertId } = await desk.offered([four[0]]);
    expect((await refused(desk.offers.offer(alertId, desk.anna, {}))).code).toBe('DISPATCH.ALREADY_OFFERED');
    expect(await desk.stand(alertId)).toEqual(['王站: offered']);
  });
});

describe('The clock', () => {
  it('offers a case that nobody has claimed, once, and says that it did', async () => {
    desk.candidates.put(four);
    const alertId = await desk.aCase();
    const first = await desk.offers.offerAutomatically(alertId);
    expect([first.taskIds.length, first.nobody]).toEqual([2, false]);
    expect(await desk.offers.offerAutomatically(alertId)).toEqual({ taskIds: [], nobody: false });
    const { dispatches } = await desk.caseTasks.of(desk.anna.territory, alertId);
    expect(dispatches.map((task) => task.offeredBy)).toEqual([null, null]);
    const own = await desk.own.of([four[0].responderId]);
    expect(own.find(({ task }) => task.task.alertId === alertId)?.task.nobodyAnswered).toBe(true);
    const alert = await desk.views.one(desk.anna.territory, alertId);
    expect([alert.state, alert.stage]).toEqual(['raised', 'dispatched']);
  });

  it('says that nobody is in reach, and does nothing on a claimed case', async () => {
    desk.candidates.put([]);
    const alertId = await desk.aCase();
    expect(await desk.offers.offerAutomatically(alertId)).toEqual({ taskIds: [], nobody: true });
    expect((await desk.views.one(desk.anna.territory, alertId)).nobodyInReach).toBe(true);
    await desk.claims.claim(alertId, desk.anna);
    expect((await refused(desk.offers.offerAutomatically(alertId))).code).toBe('ALERT.WRONG_STATE');
  });

  it('offers in the transaction of whoever fires the step, or not at all', async () => {
    desk.candidates.put(four);
    const alertId = await desk.aCase();
    const died = desk.database.transaction(async (tx) => {
      await desk.offers.offerAutomatically(alertId, { tx, facts: [] });
      throw new Error('the process dies here');
    });
    await expect(died).rejects.toThrow('dies here');
    expect(await desk.stand(alertId)).toEqual([]);
  });
});
