// Nobody opens, on a real database: by the console, by the helper at the door, and by nobody else.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DoorStepView } from '#libs/contracts';
import { FactWaker, Files, SealedText } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CaseWork } from '../database/case-work.ts';
import { actorIn, aCase } from '../testing/a-case.ts';
import { aHelper, aTask, moveTask } from '../testing/a-helper.ts';
import { aVillage, type Village } from '../testing/builders.ts';
import { CasePhotos } from './case-photos.ts';
import { CaseTasksView } from './case-tasks-view.ts';
import { RecordDoorStep } from './record-door-step.ts';
import { RecordPublicRescue } from './record-public-rescue.ts';

const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
const JPEG = Buffer.from('ffd8ffe000104a46494600ffd9', 'hex');
let db: TestDatabase;
let village: Village;
let work: CaseWork;
let door: RecordDoorStep;
let photos: CasePhotos;

beforeAll(async () => {
  db = await testDatabase();
  village = await aVillage(db.database);
  work = new CaseWork(db.database, sealed, new FactWaker());
  door = new RecordDoorStep(db.database, work, sealed);
  photos = new CasePhotos(db.database, work, new Files(db.database));
});
afterAll(() => db.close());

const stepsOf = async (alertId: string): Promise<DoorStepView[]> =>
  (await new CaseTasksView(db.database, sealed).of(actorIn(village).territory, alertId)).doorSteps;

describe('A door that nobody opens', () => {
  it('is gone about step by step, told by the console, each step in the timeline', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    const { doorStep, next } = await door.byConsole(id, actor, {
      step: 'knock',
      result: 'noResult',
      note: '屋里有电视声',
    });
    expect(doorStep).toMatchObject({
      step: 'knock',
      result: 'noResult',
      by: { id: actor.accountId },
      note: '屋里有电视声',
      with: null,
    });
    expect(next[0]).toBe('call');
    expect(await stepsOf(id)).toEqual([doorStep]);
    const entries = await db.database.query<{ data: unknown }>(
      `SELECT data, note_sealed FROM alert_timeline WHERE alert_id = $1 AND action = 'doorStep'`,
      [id],
    );
    expect(entries.map(({ data }) => data)).toEqual([{ step: 'knock', result: 'noResult' }]);
    expect(JSON.stringify(await db.database.query('SELECT * FROM door_steps WHERE alert_id = $1', [id]))).not.toContain(
      '电视',
    );
  });

  it('is forced with a locksmith after photograph and consent, and asks for the photograph after', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    const force = { step: 'forceEntry', result: 'opened', with: 'locksmith' } as const;
    await expect(door.byConsole(id, actor, force)).rejects.toMatchObject({
      code: 'DOOR.NEVER_ALONE',
      details: { missing: ['photoBefore', 'familyConsent'] },
    });
    const { id: photoId } = await photos.addByConsole(id, actor, 'doorBefore', JPEG);
    await door.byConsole(id, actor, { step: 'familyConsent', result: 'done' });
    const { doorStep, next } = await door.byConsole(id, actor, { ...force, photoId });
    expect(doorStep).toMatchObject({ with: 'locksmith', photoId });
    expect(next).toEqual(['photoAfter']);
  });

  it('is forced without the family while the police are there', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    const rescue = new RecordPublicRescue(work, sealed);
    await door.byConsole(id, actor, { step: 'photoBefore', result: 'done' });
    const force = { step: 'forceEntry', result: 'opened', with: 'locksmith' } as const;
    await rescue.called(id, actor, { service: '110' });
    await expect(door.byConsole(id, actor, force)).rejects.toMatchObject({ details: { missing: ['familyConsent'] } });
    await rescue.heard(id, actor, { service: '110' }, { verb: 'arrived' });
    expect((await door.byConsole(id, actor, force)).next).toEqual(['photoAfter']);
  });

  it('is recorded by the holder of the claim only, with photographs of that case only', async () => {
    const [id, other] = [await aCase(db.database, village), await aCase(db.database, village)];
    const { id: photoId } = await photos.addByConsole(other, actorIn(village), 'doorBefore', JPEG);
    await expect(
      door.byConsole(id, actorIn(village), { step: 'photoBefore', result: 'done', photoId }),
    ).rejects.toMatchObject({ code: 'FILE.NOT_FOUND' });
    await expect(door.byConsole(id, actorIn(village, 1), { step: 'knock', result: 'done' })).rejects.toMatchObject({
      code: 'ALERT.NOT_YOURS',
    });
    expect(await stepsOf(id)).toEqual([]);
  });
});

describe('A helper at the door', () => {
  it('records what they do there, also while nobody holds the case', async () => {
    const id = await aCase(db.database, village, { state: 'raised' });
    const helper = await aHelper(db.database, village.communityCode);
    const task = await aTask(db.database, id, helper, 'atDoorNoAnswer');
    const { doorStep } = await door.byResponder(task, helper.accountId, { step: 'neighbour', result: 'noResult' });
    expect(doorStep.by).toEqual({ id: helper.accountId, name: '助老员甲' });
    await photos.addByResponder(id, helper.accountId, 'doorBefore', JPEG);
    const entries = await db.database.query<{ action: string; origin: string; data: Record<string, unknown> }>(
      `SELECT action, origin, data FROM alert_timeline WHERE alert_id = $1 ORDER BY at`,
      [id],
    );
    expect(entries.map(({ action, origin, data }) => [action, origin, data['taskId']])).toEqual([
      ['doorStep', 'responder', task],
      ['photoAdded', 'responder', task],
    ]);
  });

  it('is held to the same rule: never alone', async () => {
    const id = await aCase(db.database, village);
    const helper = await aHelper(db.database, village.communityCode);
    const task = await aTask(db.database, id, helper, 'onScene');
    await expect(
      door.byResponder(task, helper.accountId, { step: 'forceEntry', result: 'opened' }),
    ).rejects.toMatchObject({
      code: 'DOOR.NEVER_ALONE',
      details: { missing: ['with', 'photoBefore', 'familyConsent'] },
    });
  });

  it('goes on at the same door after their case was merged', async () => {
    const [id, into] = [await aCase(db.database, village), await aCase(db.database, village)];
    const helper = await aHelper(db.database, village.communityCode);
    const task = await aTask(db.database, id, helper, 'onScene');
    await db.database.query(
      `UPDATE alerts SET version = version + 1, state = 'merged', merged_into = $2, claimed_by = NULL, claimed_at = NULL,
         lease_until = NULL WHERE id = $1`,
      [id, into],
    );
    const { doorStep } = await door.byResponder(task, helper.accountId, { step: 'guard', result: 'noResult' });
    expect(await stepsOf(into)).toEqual([doorStep]);
    for (const said of [id, into]) {
      const { id: photoId } = await photos.addByResponder(said, helper.accountId, 'doorBefore', JPEG);
      expect((await photos.of(into)).map((photo) => photo.id)).toContain(photoId);
      expect((await photos.oneOfResponder(helper.accountId, photoId)).mediaType).toBe('image/jpeg');
    }
  });

  it('cannot record before they are there, after they left, or for somebody else', async () => {
    const id = await aCase(db.database, village);
    const [helper, other] = [
      await aHelper(db.database, village.communityCode),
      await aHelper(db.database, village.communityCode),
    ];
    const task = await aTask(db.database, id, helper, 'enRoute');
    const knock = { step: 'knock', result: 'done' } as const;
    const add = (accountId: string) => photos.addByResponder(id, accountId, 'scene', JPEG);
    await expect(door.byResponder(task, helper.accountId, knock)).rejects.toMatchObject({
      code: 'TASK.WRONG_STATE',
      details: { state: 'enRoute' },
    });
    await expect(add(helper.accountId)).rejects.toMatchObject({ code: 'ALERT.NOT_FOUND' });
    await moveTask(db.database, task, 'onScene');
    await expect(door.byResponder(task, other.accountId, knock)).rejects.toMatchObject({ code: 'TASK.NOT_FOUND' });
    await expect(door.byResponder(task, village.operators[0], knock)).rejects.toMatchObject({ code: 'TASK.NOT_FOUND' });
    const { id: photoId } = await add(helper.accountId);
    expect((await photos.oneOfResponder(helper.accountId, photoId)).mediaType).toBe('image/jpeg');
    await expect(photos.oneOfResponder(other.accountId, photoId)).rejects.toMatchObject({ code: 'FILE.NOT_FOUND' });
    await moveTask(db.database, task, 'left');
    await expect(door.byResponder(task, helper.accountId, knock)).rejects.toMatchObject({ code: 'TASK.WRONG_STATE' });
    await expect(add(helper.accountId)).rejects.toMatchObject({ code: 'ALERT.NOT_FOUND' });
    await expect(photos.oneOfResponder(helper.accountId, photoId)).rejects.toMatchObject({ code: 'FILE.NOT_FOUND' });
  });
});
