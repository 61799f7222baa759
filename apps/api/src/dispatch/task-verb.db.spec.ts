// Orders of the console: somebody is sent and called back, wrong orders are answered, and all of it is read beside the case.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { AlertView, CaseTasks, DispatchTaskView } from '#libs/contracts';
import { Client, type Answered } from '../testing/a-client.ts';
import { OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';
import { DispatchScene, type SceneHelper } from '../testing/dispatch-scene.ts';

let api: ApiApp;
let scene: DispatchScene;
let helpers: SceneHelper[];
let desk: Client;

beforeAll(async () => {
  api = await startApi({ LEASE_MS: '600000' });
  scene = await DispatchScene.on(api);
  helpers = [await scene.aHelper('first', 'stationStaff'), await scene.aHelper('second', 'neighbour')];
  desk = await Client.connect(api.url, '/dispatch', await api.token('operator'));
});
afterAll(async () => {
  desk.close();
  await api.close();
});

const claimed = async (): Promise<string> => {
  scene.candidatesAre(helpers);
  const alertId = await scene.aCase();
  await desk.ask('claim', { alertId });
  return alertId;
};
const order = (alertId: string, body: object): Promise<Answered> =>
  desk.ask('task', { alertId, kind: 'dispatch', ...body });
const tasksOf = async (alertId: string, who = 'operator') =>
  api.http.get(`/api/v1/alerts/${alertId}/tasks`).set('authorization', `Bearer ${await api.token(who)}`);

describe('An order to send somebody', () => {
  it('answers with its tasks and the case, and stands beside the case with all else', async () => {
    const alertId = await claimed();
    const answer = await order(alertId, { verb: 'offer' });
    const tasks = answer['tasks'] as DispatchTaskView[];
    expect(tasks.map(({ responder, state }) => [responder.id, state])).toEqual(
      helpers.map(({ responderId }) => [responderId, 'offered']),
    );
    expect([answer['task'], (answer['alert'] as AlertView).stage]).toEqual([tasks[0], 'dispatched']);
    const recalled = await order(alertId, {
      verb: 'recall',
      to: { responderId: helpers[1]?.responderId },
      reason: '误派',
    });
    expect(recalled).toMatchObject({ ok: true, task: { state: 'recalled', reason: '误派' } });
    const read = await tasksOf(alertId);
    expect([read.status, (read.body as CaseTasks).dispatches.map(({ state }) => state)]).toEqual([
      200,
      ['offered', 'recalled'],
    ]);
  });

  it('says when nobody can go, when a reason is missing, and whose case it is not', async () => {
    const alertId = await claimed();
    const other = order(alertId, { verb: 'offer', to: { responderId: helpers[1]?.responderId } });
    expect(await other).toMatchObject({ error: { code: 'DISPATCH.OVERRIDE_REASON_REQUIRED' } });
    scene.candidatesAre([]);
    expect(await order(alertId, { verb: 'offer' })).toMatchObject({ error: { code: 'DISPATCH.NO_CANDIDATE' } });
    expect(await order(await scene.aCase(), { verb: 'offer' })).toMatchObject({ error: { code: 'ALERT.NOT_CLAIMED' } });
    expect(await order(randomUUID(), { verb: 'offer' })).toMatchObject({ error: { code: 'ALERT.NOT_FOUND' } });
    expect(await order('x', { verb: 'offer' })).toMatchObject({ error: { code: 'ALERT.NOT_FOUND' } });
    const admin = await Client.connect(api.url, '/dispatch', await api.token('admin'));
    expect(await admin.ask('task', { alertId, kind: 'dispatch', verb: 'offer' })).toMatchObject({
      error: { code: 'AUTH.FORBIDDEN' },
    });
    admin.close();
  });

  it.each([
    ['an unknown kind', { kind: 'visit' }, 'kind'],
    ['a kind from the prototype', { kind: '__proto__' }, 'kind'],
    ['an unknown verb', { verb: 'sing' }, 'verb'],
    ['no verb', { verb: undefined }, 'verb'],
    ['a target that is text', { to: 'x' }, 'to'],
    ['a target that is a list', { to: [{ responderId: 'x' }] }, 'to'],
    ['a target that is empty', { to: {} }, 'to'],
    ['two targets', { to: { responderId: randomUUID(), stationId: randomUUID() } }, 'to'],
    ['an impossible target', { to: { responderId: 'x' } }, 'to.responderId'],
    ['a reason that says nothing', { overrideReason: ' ' }, 'overrideReason'],
    ['a reason with NUL', { overrideReason: 'a\0b' }, 'overrideReason'],
    ['an impossible task', { verb: 'recall', taskId: 7 }, 'taskId'],
  ])('with %s is answered with the field', async (_, change, field) => {
    const answer = await order(await scene.aCase(), { verb: 'offer', ...change });
    expect(answer.error?.code).toBe('COMMON.VALIDATION');
    expect(Object.keys(answer.error?.details?.['fields'] as object)).toContain(field);
  });
});

describe('What stands beside a case', () => {
  it('is what the document says, each kind of task included', async () => {
    const document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
    const alertId = await claimed();
    await order(alertId, { verb: 'offer' });
    const [operator] = await api.database.query<{ id: string }>(`SELECT id FROM accounts WHERE username = 'operator'`);
    await api.database.query(
      `WITH call AS (
         INSERT INTO call_tasks (id, alert_id, state, channel, elder_id, account_id)
         VALUES (gen_random_uuid(), $1, 'ringing', 'mobile', $2, $3)),
       rescue AS (
         INSERT INTO rescue_tasks (id, alert_id, state, service, called_by) VALUES (gen_random_uuid(), $1, 'called', '120', $3)),
       follow_up AS (
         INSERT INTO follow_up_tasks (id, alert_id, state, kind, due_at)
         VALUES (gen_random_uuid(), $1, 'due', 'dayAfter', now() + interval '1 day')),
       script AS (
         INSERT INTO scripts (id, kinds, version, questions) VALUES (gen_random_uuid(), '{sos}', 9, '[]') RETURNING id),
       answer AS (
         INSERT INTO script_answers (id, alert_id, script_id, question, answer, account_id)
         SELECT gen_random_uuid(), $1, id, 'breathing', 'yes', $3 FROM script)
       INSERT INTO door_steps (id, alert_id, step, result, account_id) VALUES (gen_random_uuid(), $1, 'knock', 'noResult', $3)`,
      [alertId, scene.elderId, operator?.id],
    );
    const body = (await tasksOf(alertId)).body as CaseTasks;
    expect(misfits(document, 'CaseTasks', body)).toEqual([]);
    expect(body.calls).toMatchObject([
      { party: { name: '王小红', relation: null }, by: { id: operator?.id }, state: 'ringing' },
    ]);
    expect(body.rescues).toMatchObject([{ service: '120', calledBy: { name: 'operator' } }]);
    expect(body.followUps).toMatchObject([{ followUp: 'dayAfter', attempts: 0 }]);
    expect(body.doorSteps).toMatchObject([{ step: 'knock', result: 'noResult' }]);
    expect(body.answers).toMatchObject([{ scriptVersion: 9, question: 'breathing', answer: 'yes' }]);
    expect(body.dispatches).toHaveLength(2);
  });

  it('is for those who see the case', async () => {
    const alertId = await scene.aCase();
    expect((await tasksOf(alertId, 'supervisor')).status).toBe(200);
    expect((await tasksOf(alertId, 'family')).status).toBe(403);
    await api.database.query('UPDATE alerts SET version = version + 1, community_code = $2 WHERE id = $1', [
      alertId,
      OTHER_COMMUNITY,
    ]);
    expect((await tasksOf(alertId, 'operator-town')).body).toMatchObject({ error: { code: 'ALERT.NOT_FOUND' } });
    expect((await tasksOf('x')).body).toMatchObject({ error: { code: 'ALERT.NOT_FOUND' } });
  });
});
