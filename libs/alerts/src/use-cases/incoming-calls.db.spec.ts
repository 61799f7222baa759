// Calls that ring at the centre: who hears them, who takes them, what the telephony says of them and of our own calls.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CallDesk, OTHER, TOP, TOWN, refused } from '../testing/call-desk.ts';
import type { IncomingNews } from './hear-telephony.ts';

let db: TestDatabase;
let desk: CallDesk;
let wang: string;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await CallDesk.on(db.database);
  const daughter = { name: '王小妹', relation: '女儿', phone: '139 0000 1111', decideOrder: 1, comeOrder: 1, minutesAway: 9, holdsKey: true }; // prettier-ignore
  wang = await desk.anElder({ name: '王秀珍', phones: ['13800000001'], contacts: [daughter] });
  await desk.anElder({ name: '东方红', phones: ['0579-88880000'], contacts: [daughter] }, OTHER);
});
afterAll(() => db.close());
beforeEach(() => db.database.query('DELETE FROM incoming_calls'));

let messages = 0;
const tell = (news: IncomingNews): Promise<boolean> => desk.hearing.incoming(`m${++messages}`, news);
const ringing = async (number = '13800000001'): Promise<string> => {
  const call = randomUUID();
  await tell({ call, type: 'incoming', number });
  const [row] = await db.database.query<{ id: string }>('SELECT id FROM incoming_calls WHERE external_ref = $1', [call]); // prettier-ignore
  return row?.id ?? '';
};
const town = { accountId: '', territory: TOWN };
const elsewhere = { accountId: '', territory: { codes: [OTHER], includesUnplaced: false } };
const one = async (id: string, who = desk.anna) => (await desk.incoming.list(who)).find((call) => call.id === id);
const refOf = async (id: string): Promise<string> =>
  (await db.database.query<{ external_ref: string }>('SELECT external_ref FROM incoming_calls WHERE id = $1', [id]))[0]?.external_ref ?? ''; // prettier-ignore

describe('A call that rings', () => {
  it('shows who it may be, masked, to the consoles of where they live', async () => {
    const id = await ringing('+86 138-0000-0001');
    expect(await one(id)).toMatchObject({
      state: 'ringing', number: '138****0001', answeredBy: null, alertId: null,
      matches: [{ elderId: wang, name: '王*珍', via: 'elder', openAlertId: null }],
    }); // prettier-ignore
    expect(await one(id, town)).toBeDefined();
    expect(await one(id, elsewhere)).toBeUndefined();
  });

  it('of a contact is heard wherever their elders live, and each console sees its own of them', async () => {
    const id = await ringing('13900001111');
    const seen = async (who: typeof town) => (await one(id, who))?.matches.map(({ name, via }) => [name, via]);
    expect(await seen(town)).toEqual([['王*珍', 'contact']]);
    expect(await seen(elsewhere)).toEqual([['东*红', 'contact']]);
    expect((await seen({ accountId: '', territory: TOP }))?.length).toBe(2);
  });

  it('of nobody who is known, or without a number, is heard at the top centre', async () => {
    for (const number of ['13211112222', '12345', '']) {
      const id = await ringing(number);
      expect([(await one(id))?.matches, await one(id, town)]).toEqual([[], undefined]);
    }
  });

  it('names the open case of who calls', async () => {
    const alertId = await desk.aClaimedCase({ elderId: wang });
    const id = await ringing();
    expect((await one(id))?.matches[0]?.openAlertId).toBe(alertId);
    await desk.ended(alertId, 'closed');
  });

  it('leaves no number in clear, neither in its row nor in a fact', async () => {
    const id = await ringing();
    const rows = await db.database.query(
      `SELECT to_jsonb(c) AS row FROM incoming_calls c UNION ALL SELECT to_jsonb(f) FROM facts f WHERE kind = 'incomingCall'`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(JSON.stringify(rows)).not.toContain('13800000001');
    expect(await one(id)).toBeDefined();
  });
});

describe('Taking a call', () => {
  it('is the first’s of twenty consoles, who sees the number and the names; the others are told who', async () => {
    const id = await ringing();
    const actors = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? desk.anna : desk.bert));
    const taken = await Promise.allSettled(actors.map((actor) => desk.incoming.take(id, actor)));
    const winner = (await one(id))?.answeredBy?.id;
    taken.forEach((outcome, n) => {
      const mine = actors[n]?.accountId === winner;
      expect(outcome.status).toBe(mine ? 'fulfilled' : 'rejected');
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({ code: 'CALL.ALREADY_TAKEN', details: { by: { id: winner } } });
      } else expect(outcome.value).toMatchObject({ number: '13800000001', state: 'answered', matches: [{ name: '王秀珍' }] }); // prettier-ignore
    });
    const other = winner === desk.anna.accountId ? desk.bert : desk.anna;
    expect(await one(id, other)).toMatchObject({ number: '138****0001', matches: [{ name: '王*珍' }] });
    const audit = await db.database.query(`SELECT account_id FROM audit_log WHERE action = 'callTaken' AND subject = $1`, [`call:${id}`]); // prettier-ignore
    expect(audit).toEqual([{ account_id: winner }]);
  });

  it('that was missed is for calling back; one that is not mine to hear does not exist', async () => {
    const id = await ringing();
    await tell({ call: await refOf(id), type: 'ended' });
    expect((await one(id))?.state).toBe('missed');
    expect(await desk.incoming.take(id, desk.anna)).toMatchObject({ state: 'missed', number: '13800000001' });
    const strange = { ...desk.anna, territory: { codes: [OTHER], includesUnplaced: false } };
    for (const call of [await ringing(), randomUUID()]) {
      expect((await refused(desk.incoming.take(call, strange))).code).toBe('CALL.NOT_FOUND');
    }
  });
});

describe('What the telephony tells of a call', () => {
  it('follows its life: answered by whom, ended, recorded', async () => {
    const id = await ringing();
    const call = await refOf(id);
    await tell({ call, type: 'answered', operator: desk.bert.accountId });
    expect(await one(id)).toMatchObject({ state: 'answered', answeredBy: { id: desk.bert.accountId } });
    expect((await refused(desk.incoming.take(id, desk.anna))).code).toBe('CALL.ALREADY_TAKEN');
    await tell({ call, type: 'ended', recordingRef: 'rec-1' });
    const [row] = await desk.incoming.byIds([id]);
    expect(row).toMatchObject({ state: 'ended', recording_ref: 'rec-1' });
    expect(row?.ended_at).not.toBeNull();
    expect(await one(id)).toBeUndefined();
  });

  it('does its work once, however often and at how many doors at once it comes', async () => {
    const news: IncomingNews = { call: randomUUID(), type: 'incoming', number: '13800000001' };
    const heard = await Promise.all(Array.from({ length: 10 }, () => desk.hearing.incoming('same', news)));
    expect(heard.filter(Boolean)).toHaveLength(1);
    const told = await Promise.all(Array.from({ length: 10 }, () => tell(news)));
    expect(told).toEqual(Array(10).fill(true));
    expect(await db.database.query('SELECT version FROM incoming_calls')).toEqual([{ version: 2 }]);
  });

  it('may come out of order: a call that we have not heard of begins with its number, or is not known', async () => {
    const call = randomUUID();
    expect((await refused(tell({ call, type: 'answered' }))).code).toBe('CALL.NOT_FOUND');
    await tell({ call, type: 'answered', number: '13800000001', operator: 'nobody' });
    await tell({ call, type: 'incoming', number: '13800000001' });
    const [row] = await desk.incoming.list(desk.anna);
    expect(row).toMatchObject({ state: 'answered', answeredBy: null });
    expect((await desk.incoming.take(row?.id ?? '', desk.anna)).answeredBy?.id).toBe(desk.anna.accountId);
  });

  it('refused once may be told again under the same id', async () => {
    const call = randomUUID();
    expect((await refused(desk.hearing.incoming('again', { call, type: 'missed' }))).code).toBe('CALL.NOT_FOUND');
    await tell({ call, type: 'incoming', number: '13800000001' });
    expect(await desk.hearing.incoming('again', { call, type: 'missed' })).toBe(true);
  });

  it('ends the conversation of the case that it has led to, also once that is closed', async () => {
    const id = await ringing();
    const { alert } = await desk.raising.raise(desk.anna, { kind: 'phoneCall', elderId: wang, incomingCallId: id });
    await desk.claims.claim(alert.id, desk.anna);
    const call = await refOf(id);
    await tell({ call, type: 'ended' });
    const conversation = async () => (await desk.tasks.of(TOP, alert.id)).calls[0];
    expect(await conversation()).toMatchObject({ channel: 'incoming', state: 'ended', party: { name: '王秀珍' } });
    await desk.ended(alert.id, 'closed');
    await tell({ call, type: 'recording', recordingRef: 'rec-2' });
    expect((await conversation())?.recordingRef).toBe('rec-2');
    const last = (await desk.timeline(alert.id)).at(-1);
    expect(last).toMatchObject({ action: 'callEnded', origin: 'telephony', by: null, data: { recorded: true } });
  });

  it('without an end for ten minutes was missed', async () => {
    const id = await ringing();
    expect(await desk.incoming.missForgotten()).toBe(0);
    await db.database.query(`UPDATE incoming_calls SET started_at = now() - interval '11 minutes'`);
    expect(await desk.incoming.missForgotten()).toBe(1);
    expect((await one(id))?.state).toBe('missed');
  });
});

describe('What the telephony tells of our own calls', () => {
  const aCall = async (): Promise<{ alertId: string; task: string }> => {
    const alertId = await desk.aClaimedCase();
    return { alertId, task: (await desk.calls.start(alertId, desk.anna, { channel: 'mobile', name: '村委会' })).id };
  };
  const stateOf = async ({ alertId, task }: { alertId: string; task: string }) =>
    (await desk.tasks.of(TOP, alertId)).calls.find(({ id }) => id === task);

  it('is voice, then the end with its recording', async () => {
    const call = await aCall();
    await desk.hearing.outgoing('o1', { task: call.task, type: 'voice' });
    expect((await desk.views.one(TOP, call.alertId)).milestones.voiceAt).not.toBeNull();
    await desk.hearing.outgoing('o2', { task: call.task, type: 'ended', recordingRef: 'rec-3' });
    expect(await stateOf(call)).toMatchObject({ state: 'ended', recordingRef: 'rec-3' });
  });

  it('changes nothing that the desk has said already, but keeps the recording', async () => {
    const call = await aCall();
    await desk.calls.heard(call.alertId, desk.anna, { taskId: call.task, verb: 'voice' });
    await desk.calls.heard(call.alertId, desk.anna, { taskId: call.task, verb: 'end', result: 'comes' });
    expect(await desk.hearing.outgoing('o3', { task: call.task, type: 'noAnswer' })).toBe(true);
    await desk.hearing.outgoing('o4', { task: call.task, type: 'ended', recordingRef: 'rec-4' });
    await desk.hearing.outgoing('o5', { task: call.task, type: 'recording', recordingRef: 'rec-4' });
    expect(await stateOf(call)).toMatchObject({ state: 'ended', result: 'comes', recordingRef: 'rec-4' });
    const recorded = (await desk.timeline(call.alertId)).filter(({ data }) => data['recorded'] === true);
    expect(recorded).toHaveLength(1);
  });

  it('reaches a call of a case that was merged, and nothing that is not ours', async () => {
    const call = await aCall();
    const into = await desk.aClaimedCase({ elderId: await desk.anElder({ name: '并一' }) });
    await db.database.query(
      `UPDATE alerts SET version = version + 1, state = 'merged', merged_into = $2, claimed_by = NULL, claimed_at = NULL,
         lease_until = NULL WHERE id = $1`,
      [call.alertId, into],
    );
    await desk.hearing.outgoing('o6', { task: call.task, type: 'noAnswer' });
    expect((await stateOf(call))?.state).toBe('noAnswer');
    const unknown = desk.hearing.outgoing('o7', { task: randomUUID(), type: 'voice' });
    expect((await refused(unknown)).code).toBe('TASK.NOT_FOUND');
  });
});
