// Calls of the desk on a real database: whom to call, every attempt a task, what came of it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CallDesk, HERE, TOP, TOWN, refused } from '../testing/call-desk.ts';

let db: TestDatabase;
let desk: CallDesk;
let elderId: string;
let sonId: string;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 20 });
  desk = await CallDesk.on(db.database);
  const contact = { decideOrder: null, comeOrder: null, minutesAway: null, holdsKey: false };
  elderId = await desk.anElder({
    name: '王秀珍',
    phones: ['13800000001', '0579-87654321'],
    contacts: [
      { ...contact, name: '王大', relation: '儿子', phone: '13911112222', decideOrder: 1 },
      {
        ...contact,
        name: '老李',
        relation: '邻居',
        phone: '13700003333',
        comeOrder: 1,
        minutesAway: 2,
        holdsKey: true,
      },
      { ...contact, name: '远亲', relation: '外甥', phone: '13600000000' },
    ],
  });
  sonId = (await desk.elders.card([elderId], false))[0]?.contacts.find(({ name }) => name === '王大')?.id ?? '';
});
afterAll(() => db.close());

const aCase = async (): Promise<string> => {
  await db.database.query(
    `UPDATE alerts SET version = version + 1, state = 'resolved', lease_until = NULL WHERE elder_id = $1 AND state = 'claimed'`,
    [elderId],
  );
  return desk.aClaimedCase({ elderId, caller: { name: '路人', phone: '13500000000' } });
};
const actions = async (alertId: string): Promise<string[]> =>
  (await desk.timeline(alertId)).map(({ action }) => action).filter((action) => action.startsWith('call'));

describe('The call list of a case', () => {
  it('shows whom to call, and numbers only where it is opened', async () => {
    const alertId = await aCase();
    const key = await desk.aDevice('pendant', { elderId });
    await desk.aDevice('smoke', { elderId });
    const closed = await desk.lists.of(TOP, alertId, false);
    expect(closed).toMatchObject({ alertId, opened: false, dialling: 'tel' });
    expect(closed.entries.map(({ phone }) => phone)).toEqual(closed.entries.map(() => null));
    const { entries } = await desk.lists.of(TOP, alertId, true);
    expect(entries.map(({ key, channel, group, phone, order }) => [key, channel, group, phone, order])).toEqual([
      [`device:${key}`, 'deviceVoice', 'elder', null, 1],
      [`elder:${elderId}:2`, 'landline', 'elder', '0579-87654321', 2],
      [`elder:${elderId}:1`, 'mobile', 'elder', '13800000001', 3],
      ['caller', 'mobile', 'caller', '13500000000', 4],
      [expect.stringMatching(/^contact:/), 'neighbour', 'come', '13700003333', 5],
      [`contact:${sonId}`, 'contact', 'decide', '13911112222', 6],
    ]);
    expect((await refused(desk.lists.of({ ...TOWN, codes: [] }, alertId, true))).code).toBe('ALERT.NOT_FOUND');
    expect((await refused(desk.lists.of(TOP, randomUUID(), true))).code).toBe('ALERT.NOT_FOUND');
  });

  it('counts the attempts of each entry, with what came of the last', async () => {
    const alertId = await aCase();
    const mobile = { channel: 'mobile', elderId } as const;
    const first = await desk.calls.start(alertId, desk.anna, mobile);
    await desk.calls.heard(alertId, desk.anna, { taskId: first.id, verb: 'noAnswer' });
    await desk.calls.start(alertId, desk.anna, mobile);
    const son = await desk.calls.start(alertId, desk.anna, { channel: 'contact', contactId: sonId });
    await desk.calls.heard(alertId, desk.anna, { taskId: son.id, verb: 'voice' });
    await desk.calls.heard(alertId, desk.anna, { taskId: son.id, verb: 'end', result: 'comes' });
    const { entries } = await desk.lists.of(TOP, alertId, true);
    const tried = Object.fromEntries(entries.filter((one) => one.attempts > 0).map((one) => [one.key, [one.attempts, one.lastResult]])); // prettier-ignore
    expect(tried).toEqual({ [`elder:${elderId}:1`]: [2, 'ringing'], [`contact:${sonId}`]: [1, 'comes'] });
  });

  it('of somebody unknown has whoever called', async () => {
    const alertId = await desk.aClaimedCase({ caller: { name: '路人', relation: '路人', phone: '13500000009' } });
    const { entries } = await desk.lists.of(TOP, alertId, true);
    expect(entries).toMatchObject([{ key: 'caller', name: '路人', relation: '路人', phone: '13500000009' }]);
  });
});

describe('A call', () => {
  it('goes from ringing to voice to its end, and the case shows the first of each', async () => {
    const alertId = await aCase();
    const call = await desk.calls.start(alertId, desk.anna, { channel: 'landline', elderId });
    expect(call).toMatchObject({
      kind: 'call', alertId, state: 'ringing', version: 1, party: { name: '王秀珍', elderId }, by: { name: '坐席甲' },
      voiceAt: null, telephony: null,
    }); // prettier-ignore
    expect((await desk.views.one(TOP, alertId)).stage).toBe('verifying');
    const voice = await desk.calls.heard(alertId, desk.anna, { taskId: call.id, verb: 'voice' });
    expect([voice.state, voice.voiceAt === null]).toEqual(['voice', false]);
    const ended = await desk.calls.heard(alertId, desk.anna, { taskId: call.id, verb: 'end', result: 'needsHelp', note: '站不起来' }); // prettier-ignore
    expect(ended).toMatchObject({ state: 'ended', result: 'needsHelp', note: '站不起来' });
    const { milestones } = await desk.views.one(TOP, alertId);
    expect(milestones).toMatchObject({ callStartedAt: ended.startedAt, voiceAt: ended.voiceAt });
    expect(await actions(alertId)).toEqual(['callStarted', 'callVoice', 'callEnded']);
    expect(JSON.stringify(await desk.timeline(alertId))).not.toContain('87654321');
  });

  it('told twice the same changes nothing, and what cannot follow is refused', async () => {
    const alertId = await aCase();
    const { id: taskId } = await desk.calls.start(alertId, desk.anna, { channel: 'mobile', elderId });
    await desk.calls.heard(alertId, desk.anna, { taskId, verb: 'noAnswer', note: '占线' });
    const { version } = await desk.views.one(TOP, alertId);
    const again = await desk.calls.heard(alertId, desk.anna, { taskId, verb: 'noAnswer' });
    expect([again.state, again.note]).toEqual(['noAnswer', '占线']);
    expect((await desk.views.one(TOP, alertId)).version).toBe(version);
    const late = await refused(desk.calls.heard(alertId, desk.anna, { taskId, verb: 'voice' }));
    expect(late).toEqual({ code: 'TASK.WRONG_STATE', details: { state: 'noAnswer' } });
    expect((await refused(desk.calls.heard(await aCase(), desk.anna, { taskId, verb: 'voice' }))).code).toBe('TASK.NOT_FOUND'); // prettier-ignore
  });

  it('is of people who have to do with the case, or of somebody by name', async () => {
    const alertId = await aCase();
    const stranger = await desk.anElder({ name: '旁人', contacts: [{ name: '外人', relation: '子', phone: '13400000000', decideOrder: 1, comeOrder: null, minutesAway: null, holdsKey: false }] }); // prettier-ignore
    const [{ contacts = [] } = {}] = await desk.elders.card([stranger], false);
    const start = (order: Parameters<typeof desk.calls.start>[2]) => desk.calls.start(alertId, desk.anna, order);
    expect((await refused(start({ channel: 'mobile', elderId: stranger }))).code).toBe('ELDER.NOT_FOUND');
    expect((await refused(start({ channel: 'contact', contactId: contacts[0]?.id ?? '' }))).code).toBe('CONTACT.NOT_FOUND'); // prettier-ignore
    for (const order of [{ channel: 'mobile' as const }, { channel: 'mobile' as const, name: ' ' }]) {
      expect((await refused(start(order))).details).toEqual({ fields: { name: [expect.any(String)] } });
    }
    expect((await refused(start({ channel: 'mobile', entry: 'elder:x:1' }))).details).toHaveProperty('fields.entry');
    const other = (await desk.elders.card([elderId], false))[0]?.contacts.find(({ name }) => name === '远亲');
    expect((await start({ channel: 'contact', contactId: other?.id ?? '' })).party).toMatchObject({ name: '远亲', relation: '外甥' }); // prettier-ignore
    expect((await start({ channel: 'contact', name: '村委会' })).party.name).toBe('村委会');
    expect((await start({ channel: 'incoming' })).party.name).toBe('路人');
    expect((await start({ channel: 'mobile', entry: `elder:${elderId}:1` })).party.elderId).toBe(elderId);
  });

  it('is for the holder of the claim', async () => {
    const alertId = await aCase();
    const order = { channel: 'mobile', elderId } as const;
    expect((await refused(desk.calls.start(alertId, desk.bert, order))).code).toBe('ALERT.NOT_YOURS');
    const { id: taskId } = await desk.calls.start(alertId, desk.anna, order);
    expect((await refused(desk.calls.heard(alertId, desk.bert, { taskId, verb: 'voice' }))).code).toBe('ALERT.NOT_YOURS'); // prettier-ignore
    await db.database.query(`UPDATE alerts SET version = version + 1, lease_until = now() - interval '1 s' WHERE id = $1`, [alertId]); // prettier-ignore
    expect((await refused(desk.calls.start(alertId, desk.anna, order))).code).toBe('ALERT.CLAIM_LOST');
    await desk.ended(alertId, 'closed');
    expect((await refused(desk.calls.start(alertId, desk.anna, order))).code).toBe('ALERT.WRONG_STATE');
  });

  it('that found somebody well counts as a sign of life', async () => {
    const lives = await desk.anElder({ name: '健在' });
    const alertId = await desk.aClaimedCase({ elderId: lives });
    const { id: taskId } = await desk.calls.start(alertId, desk.anna, { channel: 'mobile', elderId: lives });
    await desk.calls.heard(alertId, desk.anna, { taskId, verb: 'voice' });
    await desk.calls.heard(alertId, desk.anna, { taskId, verb: 'end', result: 'isWell' });
    const { alert } = await desk.raising.raise(desk.anna, { kind: 'welfareCheck', elderId: lives });
    expect([alert.severity, alert.division?.code]).toEqual(['P2', HERE]);
  });
});
