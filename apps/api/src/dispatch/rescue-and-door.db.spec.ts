// What a console says of public rescue and of a door that nobody opens: checked first, then done.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import type { Ack, AlertView, DispatchClientEvents, DispatchServerEvents, DoorStepView } from '#libs/contracts';
import { Territories } from '#libs/places';
import { startApi, type ApiApp } from '../testing/api-app.ts';
import { aCaseRow, claimedBy } from '../testing/cases.ts';
import type { ConsoleConnection } from './console-connection.ts';
import { RescueTask } from './rescue-task.ts';

type Console = Socket<DispatchServerEvents, DispatchClientEvents>;
type DoorAnswer = Ack<{ alert: AlertView; doorStep: DoorStepView; next: string[] }>;

describe('A console', () => {
  let api: ApiApp;
  let operator: string;
  let socket: Console;
  let desk: ConsoleConnection;

  beforeAll(async () => {
    api = await startApi();
    const { account, token } = await api.signIn('operator');
    operator = account.id;
    const territory = await api.app.get(Territories, { strict: false }).of(account.scopes);
    // Of a connection the orders need only who acts, and where.
    desk = { actor: { accountId: account.id }, territory } as unknown as ConsoleConnection;
    socket = io(`${api.url}/dispatch`, { transports: ['websocket'], auth: { token }, forceNew: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('snapshot', () => resolve());
      socket.once('connect_error', reject);
    });
  });
  afterAll(async () => {
    socket.disconnect();
    await api.close();
  });

  const mine = () => aCaseRow(api, claimedBy(operator));
  const rescue = (alertId: string, payload: unknown) =>
    api.app.get(RescueTask, { strict: false }).run(desk, alertId, payload);
  const doorStep = (payload: unknown): Promise<DoorAnswer> =>
    socket.timeout(5_000).emitWithAck('doorStep', payload as never);
  const codeOf = (answer: DoorAnswer): string => (answer.ok ? 'ok' : answer.error.code);

  it('calls rescue, hears of it, and gets the task that it changed', async () => {
    const id = await mine();
    const order = {
      service: '120',
      way: 'transfer',
      reference: ' 7 ',
      unit: '急救一车',
      etaAt: '2026-05-01T10:00:00+08:00',
    };
    const { task, tasks } = await rescue(id, { kind: 'rescue', verb: 'called', ...order });
    expect(task).toMatchObject({
      service: '120',
      way: 'transfer',
      unit: '急救一车',
      etaAt: '2026-05-01T10:00:00.000+08:00',
    });
    expect(tasks).toEqual([task]);
    expect((await rescue(id, { verb: 'arrived', service: '120' })).task.state).toBe('arrived');
    const taken = await rescue(id, { verb: 'takenTo', taskId: task.id, takenTo: '县医院' });
    expect(taken.task).toMatchObject({ id: task.id, state: 'takenTo', takenTo: '县医院', unit: '急救一车' });
    await expect(rescue(id, { verb: 'refused', service: '120', reason: '拒绝' })).rejects.toMatchObject({
      code: 'TASK.WRONG_STATE',
    });
    await expect(rescue(id, { verb: 'arrived', taskId: randomUUID() })).rejects.toMatchObject({
      code: 'TASK.NOT_FOUND',
    });
  });

  it.each([
    [null], ['called'], [[]], [{}], [{ verb: 'fly' }], [{ verb: 'called' }], [{ verb: 'called', service: '911' }],
    [{ verb: 'called', service: '120', way: 'x' }], [{ verb: 'called', service: '120', unit: 7 }],
    [{ verb: 'called', service: '120', reference: 'x\0' }], [{ verb: 'called', service: '120', reference: ' ' }],
    [{ verb: 'called', service: '120', unit: 'x'.repeat(65) }], [{ verb: 'called', service: '120', etaAt: 'soon' }],
    [{ verb: 'called', service: '120', etaAt: '2026-13-01T10:00:00Z' }], [{ verb: 'called', service: '120', etaAt: '2026-05-01' }],
    [{ verb: 'arrived' }], [{ verb: 'arrived', taskId: 'x' }], [{ verb: 'takenTo', service: '120' }],
    [{ verb: 'takenTo', service: '120', takenTo: '' }], [{ verb: 'refused', service: '120' }],
    [{ verb: 'refused', service: '120', reason: '\ud800' }],
  ])('is answered COMMON.VALIDATION for %j as an order of rescue', async (payload) => {
    const id = await mine();
    await expect(rescue(id, payload)).rejects.toMatchObject({ code: 'COMMON.VALIDATION', details: { fields: expect.anything() } });
    expect(await api.database.query('SELECT 1 FROM rescue_tasks WHERE alert_id = $1', [id])).toEqual([]);
  }); // prettier-ignore

  it('says why nobody was called, so that no console asks again, and the end of the case knows', async () => {
    const alertId = await mine();
    const say = (payload: unknown): Promise<Ack<{ alert: AlertView }>> =>
      socket.timeout(5_000).emitWithAck('noRescue', payload as never);
    const code = (answer: Ack<object>): string => (answer.ok ? 'ok' : answer.error.code);
    for (const payload of [null, 'x', [], { alertId }, { alertId, reason: 'because' }, { reason: 'elderRefused' }])
      expect([payload, code(await say(payload))]).toEqual([payload, 'COMMON.VALIDATION']);
    expect(code(await say({ alertId: randomUUID(), reason: 'elderRefused' }))).toBe('ALERT.NOT_FOUND');
    expect(code(await say({ alertId: await aCaseRow(api), reason: 'elderRefused' }))).toBe('ALERT.NOT_CLAIMED');
    const end = { alertId, outcome: 'realEmergency', detail: 'treatedOnSite', injury: 'none' } as const;
    const resolve = (): Promise<Ack<{ alert: AlertView }>> => socket.timeout(5_000).emitWithAck('resolve', end);
    expect(code(await resolve())).toBe('ALERT.RESCUE_UNSAID');
    expect(await say({ alertId, reason: 'elderRefused' })).toMatchObject({
      ok: true,
      alert: { id: alertId, version: 2, noRescueReason: 'elderRefused' },
    });
    const { token } = await api.signIn('supervisor');
    const read = await api.http.get(`/api/v1/alerts/${alertId}`).set('authorization', `Bearer ${token}`);
    expect((read.body as AlertView).noRescueReason).toBe('elderRefused');
    expect(await resolve()).toMatchObject({
      ok: true,
      alert: { state: 'resolved', noRescueReason: 'elderRefused' },
    });
  });

  it('tells step by step what is done at a door, and hears what is left to do', async () => {
    const alertId = await mine();
    const knocked = await doorStep({ alertId, step: 'knock', result: 'noResult', note: '无声' });
    expect(knocked).toMatchObject({
      ok: true,
      alert: { id: alertId, version: 2 },
      doorStep: { step: 'knock', note: '无声' },
    });
    expect(knocked.ok && knocked.next[0]).toBe('call');
    const alone = await doorStep({ alertId, step: 'forceEntry', result: 'opened' });
    expect(alone).toMatchObject({
      ok: false,
      error: { code: 'DOOR.NEVER_ALONE', details: { missing: ['with', 'photoBefore', 'familyConsent'] } },
    });
    expect(codeOf(await doorStep({ alertId, step: 'photoAfter', result: 'done' }))).toBe('DOOR.WRONG_ORDER');
    await doorStep({ alertId, step: 'photoBefore', result: 'done' });
    const forced = await doorStep({ alertId, step: 'forceEntry', result: 'opened', with: '119' });
    expect(forced).toMatchObject({ ok: true, doorStep: { with: '119' }, next: ['photoAfter'] });
  });

  it('is answered with a code for a door step that is none', async () => {
    const alertId = await mine();
    for (const payload of [
      null, 'x', [], { alertId }, { alertId, step: 'kick', result: 'done' }, { alertId, step: 'knock', result: 'maybe' },
      { alertId, step: 'knock', result: 'done', note: 7 }, { alertId, step: 'knock', result: 'done', photoId: 'x' },
      { alertId, step: 'forceEntry', result: 'done', with: '120' }, { step: 'knock', result: 'done' },
    ]) expect([payload, codeOf(await doorStep(payload))]).toEqual([payload, 'COMMON.VALIDATION']); // prettier-ignore
    const knock = { step: 'knock', result: 'done' };
    for (const unknown of ['x', randomUUID()])
      expect(codeOf(await doorStep({ alertId: unknown, ...knock }))).toBe('ALERT.NOT_FOUND');
    expect(codeOf(await doorStep({ alertId, ...knock, photoId: randomUUID() }))).toBe('FILE.NOT_FOUND');
    expect(codeOf(await doorStep({ alertId: await aCaseRow(api), ...knock }))).toBe('ALERT.NOT_CLAIMED');
  });
});
