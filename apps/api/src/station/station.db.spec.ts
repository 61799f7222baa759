// The /station socket over real sockets: a responder is told what is theirs, while it is theirs, and nothing else.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { STATION_CLIENT_EVENTS, type AlertView, type ResponderTask } from '#libs/contracts';
import { Client, digestOf, type Answered } from '../testing/a-client.ts';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { ADDRESS, DispatchScene, HOME_AT, type SceneHelper } from '../testing/dispatch-scene.ts';

let api: ApiApp;
let scene: DispatchScene;
let staff: SceneHelper;
let neighbour: SceneHelper;
let desk: Client;
const open: Client[] = [];

beforeAll(async () => {
  api = await startApi({ BEAT_MS: '200', CENTRE_PHONE: '0579-12349', LEASE_MS: '600000' });
  scene = await DispatchScene.on(api);
  staff = await scene.aHelper('staff', 'stationStaff');
  neighbour = await scene.aHelper('neighbour', 'neighbour', { holdsKey: true });
  desk = await Client.connect(api.url, '/dispatch', await api.token('operator'));
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(async () => {
  desk.close();
  await api.close();
});

const phone = async (username: string): Promise<Client> => {
  const client = await Client.connect(api.url, '/station', await api.token(username));
  open.push(client);
  return client;
};
const order = (alertId: string, body: object): Promise<Answered> =>
  desk.ask('task', { alertId, kind: 'dispatch', ...body });

/** A claimed case that is offered to these; answers the tasks' ids in their order. */
async function offered(helpers: SceneHelper[], kind = 'sos'): Promise<{ alertId: string; taskIds: string[] }> {
  scene.candidatesAre(helpers);
  const alertId = await scene.aCase(kind);
  await desk.ask('claim', { alertId });
  const answer = await order(alertId, { verb: 'offer' });
  expect(answer).toMatchObject({ ok: true });
  return { alertId, taskIds: (answer['tasks'] as { id: string }[]).map(({ id }) => id) };
}
const isOf = (taskId: string, state?: string) => (body: Record<string, unknown>) => {
  const { task } = body['task'] as ResponderTask;
  return task.id === taskId && (state === undefined || task.state === state);
};
const endAll = async (): Promise<void> => {
  const going = await api.database.query<{ id: string; state: string }>(
    `SELECT id, state FROM dispatch_tasks WHERE ended_at IS NULL`,
  );
  for (const { id, state } of going) {
    const end = state === 'onScene' || state === 'atDoorNoAnswer' ? 'left' : 'recalled';
    await api.database.query(
      `UPDATE dispatch_tasks SET version = version + 1, state = $2, ended_at = clock_timestamp() WHERE id = $1`,
      [id, end],
    );
  }
};

describe('A responder', () => {
  afterEach(endAll);

  it('gets the offer at once with address and door, goes step by step, and keeps nothing of it after leaving', async () => {
    const mine = await phone('staff');
    const { alertId, taskIds: [taskId = ''] } = await offered([staff]); // prettier-ignore
    const offer = await mine.event('offer', (body) => body['taskId'] === taskId);
    const { alert, help, task } = offer['task'] as ResponderTask;
    expect(task).toMatchObject({ state: 'offered', alertId, lead: null });
    expect(offer['expiresAt']).toBe(task.expiresAt);
    expect(alert?.elder).toMatchObject({ name: '王小红', address: expect.stringMatching(ADDRESS) as unknown });
    expect(help).toEqual({
      floor: 4,
      hasLift: false,
      location: HOME_AT,
      doorAndKeyNotes: '钥匙在门卫',
      holdsKey: false,
      conditions: ['高血压'],
      allergies: ['青霉素'],
      reach: { hearing: '重听', dialect: '武义话' },
      stayOutside: false,
      centrePhone: '0579-12349',
      phones: ['13800000001'],
    });
    expect(mine.names().filter((name) => name === 'offer')).toHaveLength(1);
    expect(await mine.ask('accept', { taskId })).toMatchObject({
      ok: true,
      task: { task: { state: 'accepted', lead: true } },
    });
    for (const verb of ['enRoute', 'onScene', 'atDoorNoAnswer', 'left'] as const) {
      const answer = await mine.ask(verb, {
        taskId,
        ...(verb === 'onScene' ? { location: { ...HOME_AT, accuracy: 8 } } : {}),
      });
      expect(answer).toMatchObject({ ok: true, task: { task: { state: verb } } });
      await mine.event('task', isOf(taskId, verb));
    }
    const last = (await mine.event('task', isOf(taskId, 'left')))['task'] as ResponderTask;
    expect([last.alert, last.help, last.task.arrivedWithinM]).toEqual([null, null, 0]);
    await mine.event('removed', (body) => body['alertId'] === alertId);
    expect((await mine.nextBeat()).openCount).toBe(0);
    await desk.event('alert', ({ alert: seen }) => {
      const { id, stage, milestones } = seen as AlertView;
      return id === alertId && stage === 'onScene' && milestones.onSceneAt !== null;
    });
  });

  it('is told of others on the way, and nothing of cases that are not theirs', async () => {
    const [mine, other] = [await phone('staff'), await phone('neighbour')];
    const { taskIds } = await offered([staff, neighbour]);
    await mine.event('offer');
    await other.event('offer');
    await other.ask('accept', { taskId: taskIds[1] });
    const told = await mine.event('task', (body) => (body['task'] as ResponderTask).othersOnTheWay === 1);
    expect((told['task'] as ResponderTask).task.state).toBe('offered');
    expect(await mine.ask('accept', { taskId: taskIds[0] })).toMatchObject({ task: { task: { lead: false } } });
    expect(await mine.ask('enRoute', { taskId: taskIds[1] })).toMatchObject({ error: { code: 'TASK.NOT_FOUND' } });
    other.forget();
    const { alertId } = await offered([staff]);
    await mine.event('offer', (body) => (body['alert'] as AlertView).id === alertId);
    await other.nextBeat();
    expect(JSON.stringify(other.told)).not.toContain(alertId);
  });

  it('sees conditions and phone numbers only as a professional, and stays outside where it burns or smells of gas', async () => {
    const other = await phone('neighbour');
    await offered([neighbour], 'gas');
    const { help, alert } = (await other.event('offer'))['task'] as ResponderTask;
    expect(help).toMatchObject({
      conditions: null,
      allergies: null,
      phones: null,
      holdsKey: true,
      stayOutside: true,
      doorAndKeyNotes: '钥匙在门卫',
    });
    expect(JSON.stringify([help, alert])).not.toMatch(/高血压|13800000001/);
  });

  it('that slept gets on connect what is open, and by sync what ended meanwhile; the address is gone', async () => {
    const asleep = await phone('staff');
    const ended = await offered([staff]);
    await asleep.event('offer');
    await asleep.nextBeat();
    const { lastSeq } = asleep;
    asleep.close();
    await order(ended.alertId, { verb: 'recall', taskId: ended.taskIds[0] });
    const running = await offered([staff]);
    const back = await phone('staff');
    const snapshot = await back.event('snapshot');
    expect((snapshot['tasks'] as ResponderTask[]).map(({ task }) => task.id)).toEqual(running.taskIds);
    expect((snapshot['alerts'] as AlertView[]).map(({ id }) => id)).toEqual([running.alertId]);
    const missed = await back.ask('sync', { lastSeq });
    expect(missed).toMatchObject({ ok: true, removed: [ended.alertId] });
    const tasks = missed['tasks'] as ResponderTask[];
    expect(tasks.find(({ task }) => task.id === ended.taskIds[0])).toMatchObject({
      task: { state: 'recalled' },
      alert: null,
      help: null,
    });
    expect(JSON.stringify(tasks.filter(({ task }) => task.id === ended.taskIds[0]))).not.toMatch(ADDRESS);
    expect(missed['headSeq']).toBeGreaterThan(lastSeq);
    const beat = await back.nextBeat();
    expect([beat.openCount, beat.digest]).toEqual([1, digestOf(snapshot['alerts'] as AlertView[])]);
  });

  it('hears of every change of the case as long as they are on it, and holds what the beat says', async () => {
    const mine = await phone('staff');
    const { alertId, taskIds } = await offered([staff]);
    await mine.ask('accept', { taskId: taskIds[0] });
    await desk.ask('note', { alertId, text: '家属已联系' });
    const held = (): AlertView[] => {
      const alerts = mine.told.filter(({ event }) => event === 'alert').map(({ body }) => body['alert'] as AlertView);
      return [alerts.reduce((newest, one) => (one.version > newest.version ? one : newest))];
    };
    const version = Number(((await desk.ask('note', { alertId, text: '再联系' }))['alert'] as AlertView).version);
    await mine.event('alert', ({ alert }) => (alert as AlertView).version === version);
    expect((await mine.nextBeat()).digest).toBe(digestOf(held()));
    expect((await mine.ask('note', { taskId: taskIds[0], text: '到楼下了' })).ok).toBe(true);
  });

  it('is told what the desk and other helpers have done at the door, and hears by sync what was missed', async () => {
    const [mine, other] = [await phone('staff'), await phone('neighbour')];
    const { alertId, taskIds: [ours = '', theirs = ''] } = await offered([staff, neighbour]); // prettier-ignore
    const steps = (task: ResponderTask): string[] => (task.doorSteps ?? []).map(({ step }) => step);
    const told = (done: string[]) => (body: Record<string, unknown>) => {
      const one = body['task'] as ResponderTask;
      return one.task.id === ours && steps(one).join() === done.join();
    };
    expect(steps((await mine.event('offer'))['task'] as ResponderTask)).toEqual([]);
    await mine.ask('accept', { taskId: ours });
    await desk.ask('doorStep', { alertId, step: 'call', result: 'noResult' });
    const first = await mine.event('task', told(['call']));
    expect(first['seq']).toBeGreaterThan(0);
    await mine.nextBeat();
    const { lastSeq } = mine;
    mine.close();
    await other.ask('accept', { taskId: theirs });
    await other.ask('enRoute', { taskId: theirs });
    await other.ask('onScene', { taskId: theirs });
    expect(await other.ask('doorStep', { taskId: theirs, step: 'guard', result: 'refused' })).toMatchObject({
      ok: true,
    });
    const back = await phone('staff');
    const [shown] = (await back.event('snapshot'))['tasks'] as ResponderTask[];
    expect(shown && steps(shown)).toEqual(['call', 'guard']);
    const missed = (await back.ask('sync', { lastSeq }))['tasks'] as ResponderTask[];
    expect(missed.map((one) => [one.task.id, ...steps(one)])).toEqual([[ours, 'call', 'guard']]);
    // Nothing new: the task is not told once more.
    back.forget();
    await desk.ask('note', { alertId, text: '家属在路上' });
    await back.event('alert');
    await back.nextBeat();
    expect(back.names()).not.toContain('task');
  });

  it('tells their place on shift and on a task only, and does not go off shift with a task', async () => {
    const mine = await phone('staff');
    expect(await mine.ask('location', HOME_AT)).toMatchObject({ error: { code: 'RESPONDER.OFF_SHIFT' } });
    expect(await mine.ask('startShift', {})).toMatchObject({ ok: true, since: expect.any(String) as unknown });
    expect(await mine.ask('location', HOME_AT)).toMatchObject({ error: { code: 'TASK.NOT_FOUND' } });
    const { taskIds } = await offered([staff]);
    expect(await mine.ask('location', HOME_AT)).toMatchObject({ error: { code: 'TASK.NOT_FOUND' } });
    await mine.ask('accept', { taskId: taskIds[0] });
    expect(await mine.ask('location', { ...HOME_AT, accuracy: 12, at: new Date().toISOString() })).toEqual({
      ok: true,
    });
    const places = 'SELECT lng, lat FROM responder_locations WHERE responder_id = $1';
    expect(await api.database.query(places, [staff.responderId])).toEqual([HOME_AT]);
    expect(await mine.ask('endShift', {})).toMatchObject({ error: { code: 'RESPONDER.ON_TASK' } });
    await endAll();
    expect(await mine.ask('endShift', {})).toEqual({ ok: true });
    expect(await api.database.query(places, [staff.responderId])).toEqual([]);
  });
});

describe('The door', () => {
  it('lets in those who go and those who plan, by a code refuses all others', async () => {
    for (const role of ['operator', 'family', 'admin', 'nurse'])
      await expect(phone(role)).rejects.toThrow('AUTH.FORBIDDEN');
    await expect(Client.connect(api.url, '/station')).rejects.toThrow('AUTH.REQUIRED');
    const planner = await phone('stationPlanner');
    expect(await planner.event('snapshot')).toMatchObject({ alerts: [], tasks: [], responder: null });
    expect(await planner.ask('startShift', {})).toMatchObject({ error: { code: 'AUTH.FORBIDDEN' } });
    expect(await planner.ask('sync', { lastSeq: 0 })).toMatchObject({ ok: true, alerts: [], tasks: [] });
    await expect(Client.connect(api.url, '/family', await api.token('family'))).rejects.toThrow('AUTH.FORBIDDEN');
  });

  it('lets in an account without a responder, whose verbs say so, and tells it when one is linked', async () => {
    const worker = await phone('communityWorker');
    expect(await worker.ask('startShift', {})).toMatchObject({ error: { code: 'RESPONDER.NOT_LINKED' } });
    const accept = await worker.ask('accept', { taskId: staff.responderId });
    expect(accept).toMatchObject({ error: { code: 'RESPONDER.NOT_LINKED' } });
    worker.forget();
    await api.database.query(
      `WITH linked AS (
         INSERT INTO responders (id, name, kind, account_id, division_code, travel)
         SELECT gen_random_uuid(), '网格员', 'communityWorker', id, '330723001001', 'foot' FROM accounts
         WHERE username = 'communityWorker' RETURNING id)
       INSERT INTO facts (kind, subject, change) SELECT 'responder', id::text, 'registered' FROM linked`,
    );
    expect(await worker.event('snapshot')).toMatchObject({ responder: { name: '网格员', onShift: false } });
  });

  it('ends with the session', async () => {
    const { token } = await api.signIn('staff');
    const client = await Client.connect(api.url, '/station', token);
    const gone = new Promise<void>((resolve) => client.socket.once('disconnect', () => resolve()));
    await api.http.post('/api/v1/auth/logout').set('authorization', `Bearer ${token}`);
    await gone;
  });

  it('answers every event of the map and unknown ones, with no body, null, text, array and nonsense', async () => {
    const mine = await phone('staff');
    for (const event of [...STATION_CLIENT_EVENTS, 'nonsense', '__proto__', 'constructor']) {
      for (const args of [[], [null], ['text'], [[1, 2]], [42], [{ taskId: 'x', lastSeq: -1, lng: 'x', text: '\0' }]]) {
        const answer = await mine.ask(event, ...args);
        expect(typeof answer.ok).toBe('boolean');
        if (!answer.ok) expect(answer.error?.code).toMatch(/^(COMMON|TASK|AUTH|RESPONDER)\.[A-Z_]+$/);
      }
    }
    const wrong = await mine.ask('onScene', { taskId: staff.responderId, location: { lng: 500, lat: 0 } });
    expect(wrong).toMatchObject({
      error: { code: 'COMMON.VALIDATION', details: { fields: { 'location.lng': [expect.any(String)] } } },
    });
    // One without acknowledgement is no reason to fall over.
    mine.socket.emit('accept', { taskId: 'x' });
    expect(await mine.ask('sync', { lastSeq: 0 })).toMatchObject({ ok: true });
    await mine.ask('endShift', {});
  });
});
