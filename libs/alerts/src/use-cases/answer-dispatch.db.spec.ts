// What responders answer and do, on a real database: one lead, checked arrival, hand-over of the lead, recall, check-in.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recallAllOf } from '../database/recall-all.ts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { ALWAYS_NIGHT, DispatchDesk, HOME_AT, refused, type Helper } from '../testing/dispatch-desk.ts';

let db: TestDatabase;
let desk: DispatchDesk;
let station: string;
let wang: Helper;
let li: Helper;
let zhao: Helper;

beforeAll(async () => {
  db = await testDatabase();
  desk = await DispatchDesk.on(db.database);
  station = await desk.aStation();
  wang = await desk.aHelper('王站', 'stationStaff', station);
  li = await desk.aHelper('李邻', 'neighbour');
  zhao = await desk.aHelper('赵医', 'villageDoctor');
});
afterAll(() => db.close());

type Ids = [string, string, string];
/** Offered to all three. */
const asked = async (): Promise<{ alertId: string; ids: Ids }> => {
  const { alertId, taskIds } = await desk.offered([wang, li, zhao]);
  return { alertId, ids: taskIds as Ids };
};
const view = async (alertId: string, taskId: string) => {
  const { dispatches } = await desk.caseTasks.of(desk.anna.territory, alertId);
  const task = dispatches.find(({ id }) => id === taskId);
  if (!task) throw new Error('no such task');
  return task;
};

describe('An offer', () => {
  it('makes the first to accept the lead, and those after them second; the others stay asked', async () => {
    const { alertId, ids } = await asked();
    await desk.answers.accept(li, ids[1]);
    expect(await desk.stand(alertId)).toEqual(['王站: offered', '李邻: accepted lead', '赵医: offered']);
    await desk.answers.accept(zhao, ids[2]);
    expect(await desk.stand(alertId)).toEqual(['王站: offered', '李邻: accepted lead', '赵医: accepted']);
    expect((await view(alertId, ids[2])).lead).toBe(false);
    expect((await desk.own.one(wang.responderId, ids[0])).task.othersOnTheWay).toBe(2);
    const alert = await desk.views.one(desk.anna.territory, alertId);
    expect([alert.stage, alert.milestones.acceptedAt]).toEqual(['accepted', expect.any(String)]);
  });

  it('that has run out is refused, before the clock has come by and after', async () => {
    const { alertId, ids } = await asked();
    await desk.runOut(alertId);
    expect((await refused(desk.answers.accept(wang, ids[0]))).code).toBe('TASK.EXPIRED');
    await desk.sweeper.run();
    expect((await refused(desk.answers.accept(wang, ids[0]))).code).toBe('TASK.EXPIRED');
    expect((await refused(desk.answers.decline(wang, ids[0], null))).code).toBe('TASK.EXPIRED');
  });

  it('is answered once, by whom it was made to', async () => {
    const { ids } = await asked();
    await desk.answers.accept(wang, ids[0]);
    expect(await refused(desk.answers.accept(wang, ids[0]))).toEqual({
      code: 'TASK.WRONG_STATE',
      details: { state: 'accepted' },
    });
    expect((await refused(desk.answers.accept(wang, ids[1]))).code).toBe('TASK.NOT_FOUND');
    expect((await refused(desk.answers.accept(wang, wang.accountId))).code).toBe('TASK.NOT_FOUND');
  });

  it('is declined with a code, or with words that are kept sealed', async () => {
    const { alertId, ids } = await asked();
    await desk.answers.decline(wang, ids[0], 'unwell');
    await desk.answers.decline(li, ids[1], '孙子发烧');
    expect([(await view(alertId, ids[0])).reason, (await view(alertId, ids[1])).reason]).toEqual([
      'unwell',
      '孙子发烧',
    ]);
    const [row] = await desk.database.query('SELECT reason, note_sealed FROM dispatch_tasks WHERE id = $1', [ids[1]]);
    expect(row?.['reason']).toBe('other');
    expect(JSON.stringify(await desk.facts('dispatch', 'subject', ids[1]))).not.toContain('孙子');
  });
});

describe('A helper on the way', () => {
  it('goes step by step, each told once to the case and to the log', async () => {
    const { alertId, ids } = await asked();
    await desk.answers.accept(wang, ids[0]);
    expect((await refused(desk.answers.onScene(wang, ids[0], null))).details).toEqual({ state: 'accepted' });
    await desk.answers.enRoute(wang, ids[0]);
    await desk.answers.onScene(wang, ids[0], { ...HOME_AT, accuracy: 10 });
    await desk.answers.atDoorNoAnswer(wang, ids[0]);
    await desk.answers.left(wang, ids[0], '已交给120');
    const task = await view(alertId, ids[0]);
    expect(task).toMatchObject({ state: 'left', arrivedWithinM: 0, arrivalDoubtful: false, reason: '已交给120' });
    const steps = ['accepted', 'enRoute', 'onScene', 'atDoorNoAnswer', 'left'];
    expect((await desk.timeline(alertId)).slice(-5)).toEqual(steps);
    const facts = await desk.facts('dispatch', 'subject', ids[0]);
    expect(facts.map(({ change }) => change)).toEqual(['offered', ...steps]);
    expect(facts.find(({ change }) => change === 'onScene')?.data).toEqual({
      alertId,
      responderId: wang.responderId,
      first: true,
    });
    expect((await desk.views.one(desk.anna.territory, alertId)).stage).toBe('onScene');
  });

  it('is believed or doubted by where they are, never refused', async () => {
    const { alertId, ids } = await asked();
    const there = [
      [wang, ids[0], { lng: HOME_AT.lng + 0.01, lat: HOME_AT.lat }],
      [li, ids[1], null],
    ] as const;
    for (const [helper, id, location] of there) {
      await desk.answers.accept(helper, id);
      await desk.answers.enRoute(helper, id);
      await desk.answers.onScene(helper, id, location);
    }
    const far = await view(alertId, ids[0]);
    expect(far.arrivedWithinM).toBeGreaterThan(900);
    expect(far.arrivalDoubtful).toBe(true);
    expect(await view(alertId, ids[1])).toMatchObject({ arrivedWithinM: null, arrivalDoubtful: true });
    // Only the first one there is told to the devices.
    const [told] = (await desk.facts('dispatch', 'subject', ids[1])).filter(({ change }) => change === 'onScene');
    expect(told?.data['first']).toBeUndefined();
  });

  it('who led and leaves hands on to whoever accepted next', async () => {
    const { alertId, ids } = await asked();
    for (const [helper, id] of [[wang, ids[0]], [zhao, ids[2]], [li, ids[1]]] as const) {
      await desk.answers.accept(helper, id);
    } // prettier-ignore
    await desk.answers.enRoute(wang, ids[0]);
    await desk.answers.onScene(wang, ids[0], HOME_AT);
    await desk.answers.left(wang, ids[0], null);
    expect(await desk.stand(alertId)).toEqual(['王站: left', '李邻: accepted', '赵医: accepted lead']);
  });

  it('may write on the case, sealed, and only while on it', async () => {
    const { alertId, ids } = await asked();
    expect((await refused(desk.answers.note(wang, ids[0], '到楼下'))).code).toBe('TASK.WRONG_STATE');
    await desk.answers.accept(wang, ids[0]);
    await desk.answers.note(wang, ids[0], '到楼下');
    const { items } = await desk.views.timeline(desk.anna.territory, alertId, { page: 1, pageSize: 100 });
    expect(items.at(-1)).toMatchObject({
      action: 'noted',
      origin: 'responder',
      note: '到楼下',
      by: { id: wang.accountId },
    });
  });
});

describe('A recall', () => {
  it('takes back one task, and the lead goes on in the same moment', async () => {
    const { alertId, ids } = await asked();
    await desk.answers.accept(wang, ids[0]);
    await desk.answers.accept(li, ids[1]);
    const recalled = await desk.recalls.recall(alertId, desk.anna, { taskId: ids[0], reason: '120 已到' });
    expect(recalled).toMatchObject([{ id: ids[0], state: 'recalled', reason: '120 已到' }]);
    expect(await desk.stand(alertId)).toEqual(['王站: recalled', '李邻: accepted lead', '赵医: offered']);
    const again = desk.recalls.recall(alertId, desk.anna, { taskId: ids[0] });
    expect(await refused(again)).toEqual({ code: 'TASK.WRONG_STATE', details: { state: 'recalled' } });
  });

  it('takes back what one person or one station was asked, or all offers that nobody has answered', async () => {
    const { alertId, ids } = await asked();
    await desk.recalls.recall(alertId, desk.anna, { to: { stationId: station } });
    expect((await desk.stand(alertId))[0]).toBe('王站: recalled');
    await desk.answers.accept(li, ids[1]);
    await desk.recalls.recall(alertId, desk.anna, {});
    expect(await desk.stand(alertId)).toEqual(['王站: recalled', '李邻: accepted lead', '赵医: recalled']);
    await desk.recalls.recall(alertId, desk.anna, { to: { responderId: li.responderId } });
    expect((await refused(desk.recalls.recall(alertId, desk.anna, {}))).code).toBe('TASK.NOT_FOUND');
    const foreign = desk.recalls.recall(alertId, desk.anna, { taskId: wang.accountId });
    expect((await refused(foreign)).code).toBe('TASK.NOT_FOUND');
  });

  it('ends a line: nobody is asked on behalf of an order that was taken back', async () => {
    const { alertId, taskIds } = await desk.offered([wang, li], 'P2');
    await desk.recalls.recall(alertId, desk.anna, { taskId: taskIds[0] ?? '' });
    await desk.sweeper.run();
    expect(await desk.stand(alertId)).toEqual(['王站: recalled']);
  });

  it('is refused for who has arrived, and for whoever does not hold the case', async () => {
    const { alertId, ids } = await asked();
    expect((await refused(desk.recalls.recall(alertId, desk.bert, {}))).code).toBe('ALERT.NOT_YOURS');
    await desk.answers.accept(wang, ids[0]);
    await desk.answers.enRoute(wang, ids[0]);
    await desk.answers.onScene(wang, ids[0], HOME_AT);
    const late = desk.recalls.recall(alertId, desk.anna, { taskId: ids[0] });
    expect(await refused(late)).toEqual({ code: 'TASK.WRONG_STATE', details: { state: 'onScene' } });
  });

  it('of everything comes with the end of a case; who is there stays, leads, and says when they leave', async () => {
    const { alertId, ids } = await asked();
    await desk.answers.accept(wang, ids[0]);
    await desk.answers.accept(li, ids[1]);
    await desk.answers.enRoute(li, ids[1]);
    await desk.answers.onScene(li, ids[1], HOME_AT);
    const facts = await desk.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM alerts WHERE id = $1 FOR NO KEY UPDATE', [alertId]);
      const told = await recallAllOf(tx, alertId, 'closed', desk.anna.accountId);
      await tx.query(
        `UPDATE alerts SET version = version + 1, state = 'closed', closed_at = clock_timestamp(), outcome = 'helpGiven',
           lease_until = NULL WHERE id = $1`,
        [alertId],
      );
      return told;
    });
    expect(await desk.stand(alertId)).toEqual(['王站: recalled', '李邻: onScene lead', '赵医: recalled']);
    expect(facts.map(({ change }) => change).sort()).toEqual(['leads', 'recalled', 'recalled']);
    expect((await desk.timeline(alertId)).slice(-2)).toEqual(['recalled', 'recalled']);
    expect((await view(alertId, ids[0])).reason).toBe('closed');
    await desk.answers.left(li, ids[1], null);
    expect((await desk.stand(alertId))[1]).toBe('李邻: left');
    expect((await refused(desk.answers.accept(wang, ids[0]))).details).toEqual({ state: 'recalled' });
  });
});

describe('A lone helper at night', () => {
  it('who is not heard of in time shows on the case, until they say that all is well', async () => {
    const night = desk.with({ ...ALWAYS_NIGHT, CHECK_IN_MS: 600_000 });
    const { alertId, ids } = await asked();
    await night.answers.accept(wang, ids[0]);
    expect((await view(alertId, ids[0])).checkInDueAt).not.toBeNull();
    expect(await night.sweeper.run()).toEqual({ expired: 0, silent: 0 });
    await desk.checkInIsDue(ids[0]);
    expect(await night.sweeper.run()).toEqual({ expired: 0, silent: 1 });
    expect(await night.sweeper.run()).toEqual({ expired: 0, silent: 0 });
    expect((await desk.views.one(desk.anna.territory, alertId)).helperSilent).toBe(true);
    expect(await view(alertId, ids[0])).toMatchObject({ checkInOverdue: true });
    expect((await desk.timeline(alertId)).at(-1)).toBe('helperSilent');
    await night.answers.checkIn(wang, ids[0]);
    expect((await desk.views.one(desk.anna.territory, alertId)).helperSilent).toBe(false);
    const heard = await view(alertId, ids[0]);
    expect(heard.checkInOverdue).toBe(false);
    expect(Date.parse(heard.checkInDueAt ?? '')).toBeGreaterThan(Date.now());
  });

  it('who set out by day is watched once the night begins; one of two who is silent keeps the case marked', async () => {
    const night = desk.with({ ...ALWAYS_NIGHT, CHECK_IN_MS: 600_000 });
    const { alertId, ids } = await asked();
    for (const [helper, id] of [[wang, ids[0]], [li, ids[1]]] as const) {
      await desk.answers.accept(helper, id);
      expect((await view(alertId, id)).checkInDueAt).toBeNull();
      await desk.answers.enRoute(helper, id);
    } // prettier-ignore
    await night.sweeper.run();
    for (const id of [ids[0], ids[1]]) {
      expect((await view(alertId, id)).checkInDueAt).not.toBeNull();
      await desk.checkInIsDue(id);
    }
    expect((await night.sweeper.run()).silent).toBe(2);
    await night.answers.checkIn(wang, ids[0]);
    expect((await desk.views.one(desk.anna.territory, alertId)).helperSilent).toBe(true);
    await night.answers.onScene(li, ids[1], HOME_AT);
    await night.answers.left(li, ids[1], null);
    expect((await desk.views.one(desk.anna.territory, alertId)).helperSilent).toBe(false);
  });

  it('is a matter of the task that is under way', async () => {
    const { ids } = await asked();
    expect((await refused(desk.answers.checkIn(wang, ids[0]))).code).toBe('TASK.WRONG_STATE');
  });
});

describe('A case that was merged', () => {
  it('leaves its helper where they are: what they do is told to the case that took it', async () => {
    const { alertId, ids } = await asked();
    await desk.answers.accept(wang, ids[0]);
    await desk.answers.enRoute(wang, ids[0]);
    await desk.answers.onScene(wang, ids[0], HOME_AT);
    const into = await desk.aCase();
    await desk.database.query(
      `UPDATE alerts SET version = version + 1, state = 'merged', merged_into = $2, lease_until = NULL WHERE id = $1`,
      [alertId, into],
    );
    const own = await desk.own.one(wang.responderId, ids[0]);
    expect([own.alertId, own.task.alert?.id]).toEqual([into, into]);
    await desk.answers.left(wang, ids[0], null);
    expect(await desk.timeline(into)).toEqual(['left']);
  });
});
