// Calls over the wire: the list of a case, calls that come in on several consoles, and the telephony's signed door.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { CallList, IncomingCallView, Page } from '#libs/contracts';
import { signatureOf } from '#libs/platform';
import { Client } from '../testing/a-client.ts';
import { codeOf, wrongFields } from '../testing/answers.ts';
import { COMMUNITY, OTHER_COMMUNITY, PASSWORD, startApi, type ApiApp } from '../testing/api-app.ts';
import { misfits } from '../testing/conforms.ts';
import { DispatchScene } from '../testing/dispatch-scene.ts';

const SECRET = 'a secret of both';
let api: ApiApp;
let scene: DispatchScene;
let document: OpenAPIObject;
let desk: Client;

beforeAll(async () => {
  api = await startApi({ TELEPHONY_SECRET: SECRET, LEASE_MS: '600000' });
  scene = await DispatchScene.on(api);
  document = (await api.http.get('/api/docs-json')).body as OpenAPIObject;
  desk = await Client.connect(api.url, '/dispatch', await api.token('operator'));
});
afterAll(async () => {
  desk.close();
  await api.close();
});

const get = async (path: string, who = 'operator') =>
  api.http.get(`/api/v1/${path}`).set('authorization', `Bearer ${await api.token(who)}`);
const now = (): string => String(Math.floor(Date.now() / 1000));
/** `over` replaces headers; the body goes out letter by letter. */
const post = (body: string, over: { timestamp?: string; signature?: string; type?: string } = {}) => {
  const timestamp = over.timestamp ?? now();
  return api.http
    .post('/api/v1/telephony/events')
    .set('content-type', over.type ?? 'application/json')
    .set('x-yinling-timestamp', timestamp)
    .set('x-yinling-signature', over.signature ?? signatureOf(SECRET, timestamp, body))
    .send(body);
};
const tell = (event: object) => post(JSON.stringify({ id: randomUUID(), ...event }));

describe('The call list of a case', () => {
  it('opens its numbers with the claim, as documented, and leaves a trace', async () => {
    const alertId = await scene.aCase();
    const closed = (await get(`alerts/${alertId}/call-list`)).body as CallList;
    expect(misfits(document, 'CallList', closed)).toEqual([]);
    expect([closed.opened, closed.entries.map(({ phone }) => phone)]).toEqual([false, [null]]);
    await desk.ask('claim', { alertId });
    const opened = (await get(`alerts/${alertId}/call-list`)).body as CallList;
    expect(opened).toMatchObject({ opened: true, dialling: 'tel', entries: [{ phone: '13800000001', channel: 'mobile' }] }); // prettier-ignore
    const other = (await get(`alerts/${alertId}/call-list`, 'supervisor')).body as CallList;
    expect(other.opened).toBe(false);
    const audit = await api.database.query(`SELECT action FROM audit_log WHERE subject = $1`, [`alert:${alertId}`]);
    expect(audit).toEqual([{ action: 'callListOpened' }]);
    const timeline = (await get(`alerts/${alertId}/timeline`)).body as Page<{ action: string }>;
    expect(timeline.items.map(({ action }) => action)).toEqual(['claimed', 'cardOpened']);
    expect(codeOf(await get(`alerts/${randomUUID()}/call-list`))).toBe('ALERT.NOT_FOUND');
    expect((await get(`alerts/${alertId}/call-list`, 'admin')).status).toBe(403);
  });
});

describe('A call that comes in', () => {
  it('is told to the consoles in scope, masked, and opened to the one who takes it', async () => {
    const away = await api.accounts.create({ username: 'away', name: 'away', role: 'operator', scopes: [{ kind: 'division', ref: OTHER_COMMUNITY }], password: PASSWORD }); // prettier-ignore
    expect(away).toBeDefined();
    const elsewhere = await Client.connect(api.url, '/dispatch', await api.token('away'));
    const supervisor = await Client.connect(api.url, '/dispatch', await api.token('supervisor'));
    const call = randomUUID();
    expect((await tell({ type: 'incoming', call, number: '13800000001' })).body).toEqual({ repeated: false });
    const told = (await desk.event('incomingCall')) as { seq: number; call: IncomingCallView };
    expect(misfits(document, 'IncomingCallView', told.call)).toEqual([]);
    expect(told.call).toMatchObject({ state: 'ringing', number: '138****0001', matches: [{ name: '王*红', via: 'elder' }] }); // prettier-ignore
    expect(told.seq).toBeGreaterThan(0);
    const taken = await desk.ask('takeCall', { callId: told.call.id });
    expect(taken).toMatchObject({ ok: true, call: { number: '13800000001', state: 'answered' } });
    const answered = (body: Record<string, unknown>): boolean =>
      (body['call'] as IncomingCallView).state === 'answered';
    expect(await desk.event('incomingCall', answered)).toMatchObject({ call: { number: '13800000001' } });
    expect(await supervisor.event('incomingCall', answered)).toMatchObject({
      call: { number: '138****0001', answeredBy: { name: 'operator' } },
    });
    expect(await supervisor.ask('takeCall', { callId: told.call.id })).toMatchObject({
      error: { code: 'CALL.ALREADY_TAKEN', details: { by: { name: 'operator' } } },
    });
    expect(await elsewhere.ask('takeCall', { callId: told.call.id })).toMatchObject({ error: { code: 'CALL.NOT_FOUND' } }); // prettier-ignore
    expect(elsewhere.names()).not.toContain('incomingCall');
    const page = (await get('incoming-calls')).body as Page<IncomingCallView>;
    expect([page.total, page.items[0]?.number]).toEqual([1, '13800000001']);
    elsewhere.close();
    supervisor.close();
  });

  it('joins the open case of the home with its conversation, and its end is told to the case', async () => {
    const call = randomUUID();
    await tell({ type: 'incoming', call, number: '13800000001' });
    await tell({ type: 'answered', call, operator: 'operator' });
    const [ringing] = ((await get('incoming-calls')).body as Page<IncomingCallView>).items;
    const raised = await desk.ask('raise', { kind: 'phoneCall', elderId: scene.elderId, incomingCallId: ringing?.id });
    expect(raised).toMatchObject({ ok: true, joined: true, alert: { kind: 'sos', division: { code: COMMUNITY } } }); // prettier-ignore
    await tell({ type: 'ended', call, recordingRef: 'rec-7' });
    const tasks = (await get(`alerts/${(raised['alert'] as { id: string }).id}/tasks`)).body as object;
    expect(tasks).toMatchObject({ calls: [{ channel: 'incoming', state: 'ended', recordingRef: 'rec-7' }] });
  });
});

describe('The telephony’s door', () => {
  const event = JSON.stringify({ id: 'e1', type: 'incoming', call: 'c1', number: '13211112222' });

  it('opens to a signature of the last five minutes only', async () => {
    const late = String(Number(now()) - 301);
    for (const over of [
      { signature: signatureOf('another secret', now(), event) },
      { signature: 'nonsense' },
      { signature: '' },
      { timestamp: late },
      { timestamp: '', signature: signatureOf(SECRET, '', event) },
      { timestamp: 'yesterday' },
    ]) {
      const response = await post(event, over);
      expect([over, response.status, codeOf(response)]).toEqual([over, 401, 'TELEPHONY.BAD_SIGNATURE']);
    }
    const changed = await post(event.replace('c1', 'c2'), { signature: signatureOf(SECRET, now(), event) });
    expect(changed.status).toBe(401);
    const bare = await api.http.post('/api/v1/telephony/events').send({ id: 'e1' });
    expect([bare.status, codeOf(bare)]).toEqual([401, 'TELEPHONY.BAD_SIGNATURE']);
    expect(await api.database.query(`SELECT 1 FROM incoming_calls WHERE external_ref LIKE 'c_'`)).toEqual([]);
  });

  it('hears the same message once', async () => {
    expect((await post(event)).body).toEqual({ repeated: false });
    expect((await post(event)).body).toEqual({ repeated: true });
  });

  it.each([
    ['no JSON', 'garbage', 400],
    ['text', '"text"', 400],
    ['null', 'null', 400],
    ['a list', '[]', 400],
    ['nothing', '', 400],
    ['too deep', `{"id":${'['.repeat(50)}${']'.repeat(50)}}`, 400],
    ['too long', JSON.stringify({ id: 'x'.repeat(200_000) }), 413],
  ])('answers %s', async (_, body, status) => expect((await post(body)).status).toBe(status));

  it.each([
    ['an unknown type', { type: 'sang', call: 'c' }, 'type'],
    ['a type from the prototype', { type: '__proto__', call: 'c' }, 'type'],
    ['neither call nor task', { type: 'ended' }, 'type'],
    ['both call and task', { type: 'ended', call: 'c', task: randomUUID() }, 'type'],
    ['the news of our own call about another', { type: 'noAnswer', call: 'c' }, 'type'],
    ['the news of another about our own', { type: 'incoming', task: randomUUID() }, 'type'],
    ['a ringing call without a number', { type: 'incoming', call: 'c' }, 'number'],
    ['a task that cannot be', { type: 'voice', task: 'x' }, 'task'],
    ['an id with blanks', { id: 'a b', type: 'ended', call: 'c' }, 'id'],
    ['a number with NUL', { type: 'incoming', call: 'c', number: '1\0' }, 'number'],
    ['a field that nobody knows', { type: 'ended', call: 'c', colour: 'red' }, 'colour'],
  ])('names the field of %s', async (_, wrong, field) => {
    const response = await tell(wrong);
    expect([response.status, codeOf(response)]).toEqual([400, 'COMMON.VALIDATION']);
    expect(wrongFields(response)).toContain(field);
  });

  it('answers unknown calls and tasks, other types and other methods', async () => {
    expect(codeOf(await tell({ type: 'ended', call: 'never heard of' }))).toBe('COMMON.VALIDATION');
    expect(codeOf(await tell({ type: 'ended', call: 'neverHeardOf' }))).toBe('CALL.NOT_FOUND');
    expect(codeOf(await tell({ type: 'voice', task: randomUUID() }))).toBe('TASK.NOT_FOUND');
    expect((await post(event, { type: 'text/plain' })).status).toBe(415);
    expect((await api.http.get('/api/v1/telephony/events')).status).toBe(401);
  });

  it('is shut where no secret is agreed', async () => {
    const shut = await startApi();
    const timestamp = now();
    const response = await shut.http
      .post('/api/v1/telephony/events')
      .set({ 'content-type': 'application/json', 'x-yinling-timestamp': timestamp })
      .set('x-yinling-signature', signatureOf('', timestamp, event))
      .send(event);
    expect(response.status).toBe(401);
    await shut.close();
  });
});

describe('Scripts over HTTP', () => {
  const question = {
    key: 'pain', zh: '痛吗？', en: 'Pain?',
    choices: [{ key: 'yes', zh: '痛', en: 'Yes', danger: true }, { key: 'no', zh: '不痛', en: 'No' }],
  }; // prettier-ignore
  const publish = async (body: object, who = 'supervisor', key = randomUUID()) =>
    api.http
      .post('/api/v1/scripts')
      .set({ authorization: `Bearer ${await api.token(who)}`, 'idempotency-key': key })
      .send(body);

  it('are read by the desk and published by a supervisor, once for a key', async () => {
    const page = (await get('scripts')).body as Page<object>;
    expect(page.items.flatMap((script) => misfits(document, 'ScriptView', script))).toEqual([]);
    expect(page.total).toBeGreaterThan(5);
    const key = randomUUID();
    const first = await publish({ kinds: ['coldHome'], questions: [question] }, 'supervisor', key);
    expect([first.status, misfits(document, 'ScriptView', first.body)]).toEqual([201, []]);
    expect(first.body).toMatchObject({ kinds: ['coldHome'], version: 2, questions: [question] });
    const again = await publish({ kinds: ['coldHome'], questions: [question] }, 'supervisor', key);
    expect(again.body).toEqual(first.body);
    expect((await publish({ kinds: ['coldHome'], questions: [question] }, 'operator')).status).toBe(403);
  });

  it.each([
    ['no kinds', { kinds: [] }, 'kinds'],
    ['a kind that is none', { kinds: ['love'] }, 'kinds'],
    ['kinds twice', { kinds: ['sos', 'sos'] }, 'kinds'],
    ['no questions', { questions: [] }, 'questions'],
    ['a question without Chinese', { questions: [{ ...question, zh: ' ' }] }, 'questions.0.zh'],
    ['a single choice', { questions: [{ ...question, choices: question.choices.slice(1) }] }, 'questions.0.choices'],
    ['a key that is no key', { questions: [{ ...question, key: '__proto__' }] }, 'questions.0.key'],
    ['a question twice', { questions: [question, question] }, 'questions.1.key'],
    ['danger as text', { questions: [{ ...question, choices: [question.choices[0], { key: 'x', zh: 'x', en: 'x', danger: 'yes' }] }] }, 'questions.0.choices.1.danger'],
  ])('with %s are refused by field', async (_, change, field) => {
    const response = await publish({ kinds: ['sos'], questions: [question], ...change });
    expect([response.status, codeOf(response)]).toEqual([400, 'COMMON.VALIDATION']);
    expect(wrongFields(response)).toContain(field);
  }); // prettier-ignore

  it('of a case take the answers of its holder', async () => {
    const alertId = await scene.aCase();
    await desk.ask('claim', { alertId });
    const before = (await get(`alerts/${alertId}/script`)).body as { script: { id: string } };
    expect(misfits(document, 'CaseScript', before)).toEqual([]);
    const scriptId = before.script.id;
    expect(await desk.ask('answer', { alertId, scriptId, question: 'breathing', answer: 'no' })).toMatchObject({
      ok: true,
      alert: { id: alertId },
    });
    expect(await desk.ask('answer', { alertId, scriptId, question: 'breathing', answer: 'perhaps' })).toMatchObject({
      error: { code: 'SCRIPT.ANSWER_NOT_ALLOWED' },
    });
    expect((await get(`alerts/${alertId}/script`)).body).toMatchObject({
      answers: [{ question: 'breathing', answer: 'no', by: { name: 'operator' } }],
    });
  });
});
