// What a helper's task shows of the people in need, on a real database: by the kind of helper, while the task is open.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RESPONDER_KINDS } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CaseWork } from '../database/case-work.ts';
import { DispatchDesk } from '../testing/dispatch-desk.ts';
import { RecordDoorStep } from './record-door-step.ts';

let db: TestDatabase;
let desk: DispatchDesk;
let door: RecordDoorStep;

beforeAll(async () => {
  db = await testDatabase();
  desk = await DispatchDesk.on(db.database);
  const { sealed, village } = desk;
  door = new RecordDoorStep(db.database, new CaseWork(db.database, sealed, desk.waker), sealed);
  for (const [elderId, phones] of [
    [village.elderIds[0], ['13800000001', '0579-8760001']],
    [village.elderIds[1], ['13800000002', '0579-8760001']],
  ] as const) {
    await db.database.query('UPDATE elders SET phones_sealed = $2 WHERE id = $1', [elderId, sealed.sealJson(phones)]);
  }
});
afterAll(() => db.close());

describe('The phone numbers of the person in need', () => {
  it('are for those whose work it is: not for neighbours, guards, volunteers and family nearby', async () => {
    const seeing: string[] = [];
    for (const kind of RESPONDER_KINDS) {
      const helper = await desk.aHelper(kind, kind);
      const { taskIds: [taskId = ''] } = await desk.offered([helper]); // prettier-ignore
      const { help } = (await desk.own.one(helper.responderId, taskId)).task;
      if (help?.phones) seeing.push(kind);
      expect(help?.phones ?? null).toEqual(help?.conditions ? ['13800000001', '0579-8760001'] : null);
    }
    expect(seeing).toEqual(['stationStaff', 'rescueTeam', 'communityWorker', 'villageDoctor']);
  });

  it('are those of everybody whom the case is about, of all residents where nobody is named, each once', async () => {
    const helper = await desk.aHelper('张某');
    const { alertId, taskIds: [taskId = ''] } = await desk.offered([helper]); // prettier-ignore
    const numbers = async () => (await desk.own.one(helper.responderId, taskId)).task.help?.phones;
    await db.database.query('UPDATE alerts SET other_elder_ids = $2 WHERE id = $1', [
      alertId,
      [desk.village.elderIds[1]],
    ]);
    expect(await numbers()).toEqual(['13800000001', '0579-8760001', '13800000002']);
    await db.database.query(`UPDATE alerts SET elder_id = NULL, other_elder_ids = '{}' WHERE id = $1`, [alertId]);
    expect([...((await numbers()) ?? [])].sort()).toEqual(['0579-8760001', '13800000001', '13800000002']);
  });

  it('are gone with the end of the task', async () => {
    const helper = await desk.aHelper('李某');
    const { alertId, taskIds: [taskId = ''] } = await desk.offered([helper]); // prettier-ignore
    await desk.answers.decline(helper, taskId, 'busy');
    const { task } = await desk.own.one(helper.responderId, taskId);
    expect([task.task.alertId, task.alert, task.help]).toEqual([alertId, null, null]);
  });

  it('that cannot be read are left out: nobody can dial them', async () => {
    const helper = await desk.aHelper('王某');
    const { taskIds: [taskId = ''] } = await desk.offered([helper]); // prettier-ignore
    const [elderId] = desk.village.elderIds;
    await db.database.query(`UPDATE elders SET phones_sealed = 'gcm:lost:AAAA:AAAA' WHERE id = $1`, [elderId]);
    expect((await desk.own.one(helper.responderId, taskId)).task.help?.phones).toEqual([]);
  });
});

describe('The door of a case', () => {
  it('is one for all who help: what anybody recorded, oldest first, free words for professionals only', async () => {
    const [staff, neighbour] = [await desk.aHelper('陈某'), await desk.aHelper('邻居', 'neighbour')];
    const { alertId, taskIds: [mine = '', theirs = ''] } = await desk.offered([staff, neighbour]); // prettier-ignore
    const seenBy = async (helper: typeof staff, taskId: string) =>
      (await desk.own.one(helper.responderId, taskId)).task.doorSteps;
    expect(await seenBy(staff, mine)).toEqual([]);
    const note = '有心脏病，敲门无应答';
    const { doorStep: knock } = await door.byConsole(alertId, desk.anna, { step: 'knock', result: 'noResult', note });
    await desk.answers.accept(neighbour, theirs);
    await desk.answers.enRoute(neighbour, theirs);
    await desk.answers.onScene(neighbour, theirs, null);
    const { doorStep: listen } = await door.byResponder(theirs, neighbour.accountId, {
      step: 'listen',
      result: 'done',
    });
    expect(await seenBy(staff, mine)).toEqual([knock, listen]);
    expect(await seenBy(neighbour, theirs)).toEqual([{ ...knock, note: null }, listen]);
    await desk.answers.decline(staff, mine, 'busy');
    expect(await seenBy(staff, mine)).toEqual([]);
  });

  it('is told as news of the task by the place in the log, also of the case that took this one', async () => {
    const helper = await desk.aHelper('周某');
    const { alertId, taskIds: [taskId = ''] } = await desk.offered([helper]); // prettier-ignore
    const into = await desk.aCase({ claimedBy: desk.anna });
    await db.database.query(
      `UPDATE alerts SET state = 'merged', merged_into = $2, claimed_by = NULL, claimed_at = NULL, lease_until = NULL,
         version = version + 1 WHERE id = $1`,
      [alertId, into],
    );
    const [head] = await db.database.query<{ seq: number }>('SELECT max(id)::int AS seq FROM facts');
    const since = () => desk.own.changedSince(helper.responderId, head?.seq ?? 0);
    expect(await since()).toEqual([]);
    await door.byConsole(into, desk.anna, { step: 'knock', result: 'noResult' });
    expect((await since()).map(({ task }) => [task.task.id, task.doorSteps?.map(({ step }) => step)])).toEqual([
      [taskId, ['knock']],
    ]);
  });
});
