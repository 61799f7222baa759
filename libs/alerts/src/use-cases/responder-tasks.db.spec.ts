// What a helper's task shows of the people in need, on a real database: by the kind of helper, while the task is open.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RESPONDER_KINDS } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DispatchDesk } from '../testing/dispatch-desk.ts';

let db: TestDatabase;
let desk: DispatchDesk;

beforeAll(async () => {
  db = await testDatabase();
  desk = await DispatchDesk.on(db.database);
  const { sealed, village } = desk;
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
