// What consoles send to raise a case, to say more about it and to call: over the socket, right and wrong.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertView, CallTaskView } from '#libs/contracts';
import { Client, type Answered } from '../testing/a-client.ts';
import { COMMUNITY, OTHER_COMMUNITY, startApi, type ApiApp } from '../testing/api-app.ts';
import { DispatchScene } from '../testing/dispatch-scene.ts';

let api: ApiApp;
let scene: DispatchScene;
let desk: Client;
let town: Client;
beforeAll(async () => {
  api = await startApi({ LEASE_MS: '600000' });
  scene = await DispatchScene.on(api);
  desk = await Client.connect(api.url, '/dispatch', await api.token('operator'));
  town = await Client.connect(api.url, '/dispatch', await api.token('operator-town'));
});
afterAll(async () => {
  desk.close();
  town.close();
  await api.close();
});

const fieldsOf = (answer: Answered): string[] => Object.keys(answer.error?.details?.['fields'] ?? {});
const alertOf = (answer: Answered): AlertView => answer['alert'] as AlertView;
const raised = async (order: object = {}): Promise<AlertView> =>
  alertOf(await desk.ask('raise', { kind: 'phoneCall', ...order }));
const claimed = async (order: object = {}): Promise<string> => {
  const { id } = await raised(order);
  await desk.ask('claim', { alertId: id });
  return id;
};

describe('Raising a case', () => {
  it('answers with it, and every console in scope hears of it', async () => {
    const requestId = randomUUID();
    const order = {
      kind: 'missingPerson', requestId, reported: { name: '走失老人', sex: 'male', age: 82, address: null }, caller: null,
      divisionCode: COMMUNITY, location: { lng: 119.8, lat: 28.9 }, missing: { clothes: '灰色外套', placesSought: ['公园'] },
      note: '在公园走丢', elderId: null, colour: 'ignored',
    }; // prettier-ignore
    const answer = await town.ask('raise', order);
    expect(answer).toMatchObject({
      ok: true, joined: false,
      alert: {
        kind: 'missingPerson', severity: 'P1', source: 'operator', elder: null, division: { code: COMMUNITY },
        reported: { name: '走失老人', sex: 'male', age: 82, address: null }, raisedBy: { name: 'town' },
      },
    }); // prettier-ignore
    const { id } = alertOf(answer);
    const told = await desk.event('alert', (body) => (body['alert'] as AlertView).id === id);
    expect(told).toMatchObject({ alert: { state: 'raised', escalation: { next: expect.any(String) } } });
    expect(alertOf(await town.ask('raise', order)).id).toBe(id);
    const sheet = await api.http
      .get(`/api/v1/alerts/${id}/search-sheet`)
      .set('authorization', `Bearer ${await api.token('operator')}`);
    expect(sheet.body).toMatchObject({ name: '走失老人', clothes: '灰色外套', placesSought: ['公园'] });
  });

  it('without a place answers whoever raised it, and is the top centre’s', async () => {
    const answer = await town.ask('raise', { kind: 'phoneCall', caller: { phone: '13211110000' } });
    expect(answer).toMatchObject({ ok: true, alert: { division: null } });
    const { id } = alertOf(answer);
    await desk.event('alert', (body) => (body['alert'] as AlertView).id === id);
    expect(await town.ask('claim', { alertId: id })).toMatchObject({ error: { code: 'ALERT.NOT_FOUND' } });
    expect((await desk.ask('claim', { alertId: id })).ok).toBe(true);
  });

  it.each([
    ['no kind', { kind: undefined }, 'kind'],
    ['a kind that devices raise', { kind: 'sos' }, 'kind'],
    ['a kind from the prototype', { kind: 'constructor' }, 'kind'],
    ['a request with blanks', { requestId: 'a b' }, 'requestId'],
    ['an elder that is a number', { elderId: 7 }, 'elderId'],
    ['a division that is none', { divisionCode: '33' }, 'divisionCode'],
    ['a place that is text', { location: 'here' }, 'location'],
    ['a place on no globe', { location: { lng: 181, lat: 0 } }, 'location.lng'],
    ['a place that is a list', { location: [1, 2] }, 'location'],
    ['a person that is text', { reported: '老人' }, 'reported'],
    ['an age of a tortoise', { reported: { age: 200 } }, 'reported.age'],
    ['a name with NUL', { reported: { name: 'a\0b' } }, 'reported.name'],
    ['a caller with words for a number', { caller: { phone: 'call me' } }, 'caller.phone'],
    ['a missing person without a clock', { missing: { lastSeenAt: 'this morning' } }, 'missing.lastSeenAt'],
    ['a note that is too long', { note: 'x'.repeat(2_001) }, 'note'],
  ])('with %s names the field', async (_, wrong, field) => {
    const answer = await desk.ask('raise', { kind: 'phoneCall', ...wrong });
    expect([answer.error?.code, fieldsOf(answer)]).toEqual(['COMMON.VALIDATION', expect.arrayContaining([field])]);
  });

  it.each([null, undefined, 'text', 7, [], [{ kind: 'phoneCall' }], true])('with %p is answered', async (body) => {
    expect((await desk.ask('raise', body)).error?.code).toBe('COMMON.VALIDATION');
  });

  it('about what is unknown or elsewhere says what is not found', async () => {
    const raise = async (order: object) => (await town.ask('raise', { kind: 'phoneCall', ...order })).error?.code;
    for (const id of [randomUUID(), 'x']) {
      expect(await raise({ elderId: id })).toBe('ELDER.NOT_FOUND');
      expect(await raise({ homeId: id })).toBe('HOME.NOT_FOUND');
      expect(await raise({ incomingCallId: id })).toBe('CALL.NOT_FOUND');
    }
    expect(await raise({ divisionCode: OTHER_COMMUNITY })).toBe('DIVISION.NOT_FOUND');
    const admin = await Client.connect(api.url, '/dispatch', await api.token('admin'));
    expect(await admin.ask('raise', { kind: 'phoneCall' })).toMatchObject({ error: { code: 'AUTH.FORBIDDEN' } });
    admin.close();
  });
});

describe('Saying more about a case', () => {
  it('says whom it is about, how grave it is, and names the case to merge with', async () => {
    const alertId = await claimed();
    const identified = await desk.ask('identify', { alertId, elderId: scene.elderId });
    expect(identified).toMatchObject({ ok: true, alert: { elder: { id: scene.elderId }, division: { code: COMMUNITY } } }); // prettier-ignore
    const judged = await desk.ask('judge', { alertId, severity: 'P2', reason: '只是问路' });
    expect(judged).toMatchObject({ ok: true, alert: { severity: 'P2' } });
    await desk.ask('judge', { alertId, severity: 'P1', reason: '又说胸痛' });
    const other = await claimed();
    const refused = await desk.ask('identify', { alertId: other, elderId: scene.elderId });
    expect(refused).toMatchObject({ error: { code: 'ALERT.CANNOT_MERGE', details: { openAlertId: alertId } } });
    expect(await desk.ask('merge', { alertId: other, into: alertId })).toMatchObject({
      ok: true,
      into: { presses: 2 },
    });
  });

  it.each([
    ['identify', { elderId: 7 }, 'elderId'],
    ['judge', { severity: 'P3', reason: 'x' }, 'severity'],
    ['judge', { severity: 'P2', reason: ' ' }, 'reason'],
    ['answer', { scriptId: randomUUID(), question: 7, answer: 'x' }, 'question'],
  ])('%s with a wrong field names it', async (verb, wrong, field) => {
    const answer = await desk.ask(verb, { alertId: randomUUID(), ...wrong });
    expect([answer.error?.code, fieldsOf(answer)]).toEqual(['COMMON.VALIDATION', [field]]);
  });

  it('of what does not exist', async () => {
    const alertId = await claimed();
    const ask = async (verb: string, body: object) => (await desk.ask(verb, body)).error?.code;
    expect(await ask('identify', { alertId, elderId: 'x' })).toBe('ELDER.NOT_FOUND');
    expect(await ask('identify', { alertId: 'x', elderId: scene.elderId })).toBe('ALERT.NOT_FOUND');
    expect(await ask('judge', { alertId: randomUUID(), severity: 'P2', reason: 'x' })).toBe('ALERT.NOT_FOUND');
    expect(await ask('takeCall', { callId: 'x' })).toBe('CALL.NOT_FOUND');
    expect(await ask('answer', { alertId, scriptId: 'x', question: 'a', answer: 'b' })).toBe('SCRIPT.NOT_FOUND');
    for (const body of [null, 'text', [], 7]) expect(await ask('takeCall', body as unknown as object)).toBe('COMMON.VALIDATION'); // prettier-ignore
  });
});

describe('A call of the desk', () => {
  const order = (alertId: string, body: object): Promise<Answered> =>
    desk.ask('task', { alertId, kind: 'call', ...body });

  it('is an order of the verb task: started, heard, ended', async () => {
    const alertId = await claimed({ caller: { name: '路人', phone: '13211110001' } });
    const started = await order(alertId, { verb: 'start', channel: 'mobile', entry: 'caller' });
    const call = started['task'] as CallTaskView;
    expect(call).toMatchObject({ kind: 'call', state: 'ringing', party: { name: '路人' }, by: { name: 'operator' } });
    expect([started['tasks'], alertOf(started).stage]).toEqual([[call], 'verifying']);
    expect(await order(alertId, { verb: 'voice', taskId: call.id })).toMatchObject({ ok: true, task: { state: 'voice' } }); // prettier-ignore
    const ended = await order(alertId, { verb: 'end', taskId: call.id, result: 'isWell', note: '误会' });
    expect(ended).toMatchObject({ ok: true, task: { state: 'ended', result: 'isWell', note: '误会' } });
    expect(alertOf(ended).milestones.voiceAt).not.toBeNull();
    const late = await order(alertId, { verb: 'noAnswer', taskId: call.id });
    expect(late).toMatchObject({ error: { code: 'TASK.WRONG_STATE', details: { state: 'ended' } } });
  });

  it.each([
    ['an unknown verb', { verb: 'hum' }, 'verb'],
    ['no channel', { verb: 'start' }, 'channel'],
    ['an unknown channel', { verb: 'start', channel: 'smoke signals' }, 'channel'],
    ['nobody', { verb: 'start', channel: 'mobile' }, 'name'],
    ['a name that says nothing', { verb: 'start', channel: 'mobile', name: ' ' }, 'name'],
    ['an entry that is an object', { verb: 'start', channel: 'mobile', entry: {} }, 'entry'],
    ['a task that cannot be', { verb: 'voice', taskId: 'x' }, 'taskId'],
    ['an unknown result', { verb: 'end', taskId: randomUUID(), result: 'fine' }, 'result'],
  ])('with %s names the field', async (_, wrong, field) => {
    const answer = await order(await claimed(), wrong);
    expect([answer.error?.code, fieldsOf(answer)]).toEqual(['COMMON.VALIDATION', [field]]);
  });

  it('is refused for strangers, unknown calls, and cases of others', async () => {
    const alertId = await claimed();
    const start = { verb: 'start', channel: 'mobile', name: '村委会' };
    expect(await order(alertId, { ...start, elderId: randomUUID() })).toMatchObject({ error: { code: 'ELDER.NOT_FOUND' } }); // prettier-ignore
    expect(await order(alertId, { ...start, contactId: randomUUID() })).toMatchObject({ error: { code: 'CONTACT.NOT_FOUND' } }); // prettier-ignore
    expect(await order(alertId, { verb: 'voice', taskId: randomUUID() })).toMatchObject({ error: { code: 'TASK.NOT_FOUND' } }); // prettier-ignore
    expect(await order((await raised()).id, start)).toMatchObject({ error: { code: 'ALERT.NOT_CLAIMED' } });
    expect(await order(randomUUID(), start)).toMatchObject({ error: { code: 'ALERT.NOT_FOUND' } });
  });
});
