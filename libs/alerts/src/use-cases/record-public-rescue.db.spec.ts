// Public rescue on a real database: several services at once, each with one open call, each transition once.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RescueTaskView } from '#libs/contracts';
import { FactWaker, SealedText } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CaseWork } from '../database/case-work.ts';
import { actorIn, aCase } from '../testing/a-case.ts';
import { aVillage, type Village } from '../testing/builders.ts';
import { CaseTasksView } from './case-tasks-view.ts';
import { RecordPublicRescue } from './record-public-rescue.ts';

const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
let db: TestDatabase;
let village: Village;
let rescue: RecordPublicRescue;

beforeAll(async () => {
  db = await testDatabase();
  village = await aVillage(db.database);
  rescue = new RecordPublicRescue(new CaseWork(db.database, sealed, new FactWaker()), sealed);
});
afterAll(() => db.close());

interface Trace {
  action: string;
  data: Record<string, unknown>;
  note_sealed: string | null;
}
const timeline = (alertId: string): Promise<Trace[]> =>
  db.database.query('SELECT action, data, note_sealed FROM alert_timeline WHERE alert_id = $1 ORDER BY at, id', [
    alertId,
  ]);
const rescuesOf = async (alertId: string): Promise<RescueTaskView[]> =>
  (await new CaseTasksView(db.database, sealed).of(actorIn(village).territory, alertId)).rescues;
const versionOf = async (alertId: string): Promise<unknown> =>
  (await db.database.query('SELECT version, rescue_called_at FROM alerts WHERE id = $1', [alertId]))[0];

describe('Public rescue', () => {
  it('is called, arrives and takes somebody away; the case says when it was called first', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    const called = await rescue.called(id, actor, {
      service: '120',
      way: 'threeWay',
      etaAt: new Date('2026-05-01T10:00:00Z'),
    });
    expect(called).toMatchObject({
      kind: 'rescue', alertId: id, state: 'called', version: 1, service: '120', way: 'threeWay',
      calledBy: { id: actor.accountId, name: '坐席甲' }, etaAt: '2026-05-01T18:00:00.000+08:00', arrivedAt: null,
    }); // prettier-ignore
    const arrived = await rescue.heard(id, actor, { service: '120' }, { verb: 'arrived', unit: '浙G120' });
    expect(arrived).toMatchObject({ id: called.id, state: 'arrived', version: 2, unit: '浙G120' });
    const taken = await rescue.heard(
      id,
      actor,
      { taskId: called.id },
      { verb: 'takenTo', takenTo: '武义县第一人民医院' },
    );
    expect(taken).toMatchObject({ state: 'takenTo', takenTo: '武义县第一人民医院', arrivedAt: arrived.arrivedAt });
    expect(taken.takenAt).not.toBeNull();
    const entries = await timeline(id);
    expect(entries.map(({ action, data }) => [action, data])).toEqual([
      ['rescueCalled', { taskId: called.id, service: '120', way: 'threeWay' }],
      ['rescueArrived', { taskId: called.id, service: '120' }],
      ['rescueTakenTo', { taskId: called.id, service: '120' }],
    ]);
    expect(sealed.openOrNull(entries[2]?.note_sealed ?? null)).toBe('武义县第一人民医院');
    expect(await versionOf(id)).toEqual({ version: 4, rescue_called_at: new Date(called.calledAt) });
    expect(await rescuesOf(id)).toEqual([taken]);
  });

  it('is several services at once, but one open call of each: the same service again is news of it', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    const first = await rescue.called(id, actor, { service: '119' });
    await rescue.called(id, actor, { service: 'gasCompany' });
    const again = await rescue.called(id, actor, { service: '119', reference: 'F-7', unit: '中队' });
    expect(again).toMatchObject({ id: first.id, version: 2, reference: 'F-7', unit: '中队', calledAt: first.calledAt });
    // A lost answer asked for once more changes nothing.
    expect(await rescue.called(id, actor, { service: '119', reference: 'F-7' })).toEqual(again);
    expect((await rescuesOf(id)).map(({ service }) => service)).toEqual(['119', 'gasCompany']);
    expect((await timeline(id)).map(({ data }) => data['again'] ?? false)).toEqual([false, false, true]);
  });

  it('that ended may be called again, and the latest call of the service is meant', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    const first = await rescue.called(id, actor, { service: '120' });
    const refused = await rescue.heard(id, actor, { service: '120' }, { verb: 'refused', reason: '老人不愿去医院' });
    expect(refused).toMatchObject({ id: first.id, state: 'refused', refused: '老人不愿去医院' });
    const second = await rescue.called(id, actor, { service: '120' });
    expect(second.id).not.toBe(first.id);
    expect((await rescue.heard(id, actor, { service: '120' }, { verb: 'arrived' })).id).toBe(second.id);
    const [row] = await db.database.query('SELECT to_jsonb(r)::text AS row FROM rescue_tasks r WHERE id = $1', [
      first.id,
    ]);
    expect(JSON.stringify(row)).not.toContain('不愿');
    expect(JSON.stringify(await timeline(id))).not.toContain('不愿');
  });

  it('makes no transition twice, and none of an unknown call or of another case', async () => {
    const [id, other] = [await aCase(db.database, village), await aCase(db.database, village)];
    const actor = actorIn(village);
    const { id: taskId } = await rescue.called(id, actor, { service: '110' });
    await rescue.heard(id, actor, { taskId }, { verb: 'refused', reason: '误报' });
    await expect(rescue.heard(id, actor, { taskId }, { verb: 'arrived' })).rejects.toMatchObject({
      code: 'TASK.WRONG_STATE',
      details: { state: 'refused' },
    });
    await expect(rescue.heard(id, actor, { service: '119' }, { verb: 'arrived' })).rejects.toMatchObject({
      code: 'TASK.NOT_FOUND',
    });
    await expect(rescue.heard(other, actor, { taskId }, { verb: 'arrived' })).rejects.toMatchObject({
      code: 'TASK.NOT_FOUND',
    });
  });

  it('is recorded by the holder of the claim only, and after the case is handled what is heard later', async () => {
    const actor = actorIn(village);
    const held = await aCase(db.database, village, { by: 1 });
    await expect(rescue.called(held, actor, { service: '120' })).rejects.toMatchObject({ code: 'ALERT.NOT_YOURS' });
    const raised = await aCase(db.database, village, { state: 'raised' });
    await expect(rescue.called(raised, actor, { service: '120' })).rejects.toMatchObject({ code: 'ALERT.NOT_CLAIMED' });
    const closed = await aCase(db.database, village, { state: 'closed' });
    await expect(rescue.called(closed, actor, { service: '120' })).rejects.toMatchObject({ code: 'ALERT.WRONG_STATE' });
    const resolved = await aCase(db.database, village, { state: 'resolved' });
    expect(await rescue.called(resolved, actor, { service: '120' })).toMatchObject({ state: 'called' });
    const nowhere = { accountId: actor.accountId, territory: { codes: [], includesUnplaced: true } };
    await expect(rescue.called(resolved, nowhere, { service: '120' })).rejects.toMatchObject({
      code: 'ALERT.NOT_FOUND',
    });
  });

  it('called by twenty hands at once is one call', async () => {
    const id = await aCase(db.database, village);
    const calls = await Promise.all(
      Array.from({ length: 20 }, () => rescue.called(id, actorIn(village), { service: '120' })),
    );
    expect(new Set(calls.map((call) => call.id)).size).toBe(1);
    expect(await rescuesOf(id)).toHaveLength(1);
  });
});

describe('Rescue that is not needed', () => {
  const reasonOf = async (id: string): Promise<unknown> =>
    (await db.database.query('SELECT no_rescue_reason FROM alerts WHERE id = $1', [id]))[0]?.['no_rescue_reason'];

  it('is answered with a code that stands in the timeline and in the case, once for each answer', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    await rescue.notNeeded(id, actor, 'helpedByFamily');
    await rescue.notNeeded(id, actor, 'helpedByFamily');
    await rescue.notNeeded(id, actor, 'elderRefused');
    expect((await timeline(id)).map(({ action, data }) => [action, data])).toEqual([
      ['rescueAsked', { noRescueReason: 'helpedByFamily' }],
      ['rescueAsked', { noRescueReason: 'elderRefused' }],
    ]);
    expect([await reasonOf(id), await versionOf(id)]).toEqual(['elderRefused', { version: 3, rescue_called_at: null }]);
  });

  it('is no answer any more once somebody was called, and cannot be said then', async () => {
    const id = await aCase(db.database, village);
    const actor = actorIn(village);
    await rescue.notNeeded(id, actor, 'elderRefused');
    await rescue.called(id, actor, { service: '120' });
    expect(await reasonOf(id)).toBeNull();
    await expect(rescue.notNeeded(id, actor, 'elderRefused')).rejects.toMatchObject({
      code: 'TASK.WRONG_STATE',
      details: { state: 'called' },
    });
  });

  it('is said by the holder of the claim only', async () => {
    const id = await aCase(db.database, village);
    await expect(rescue.notNeeded(id, actorIn(village, 1), 'elderRefused')).rejects.toMatchObject({
      code: 'ALERT.NOT_YOURS',
    });
    expect(await timeline(id)).toEqual([]);
  });
});
