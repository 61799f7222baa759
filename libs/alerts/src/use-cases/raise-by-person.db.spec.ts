// Cases that people raise, on a real database: whom they are about, how grave they are, and how they fold.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CallDesk, HERE, OTHER, TOP, TOWN, refused } from '../testing/call-desk.ts';
import { PressesOfAlert } from './presses-of-alert.ts';

let db: TestDatabase;
let desk: CallDesk;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await CallDesk.on(db.database);
});
afterAll(() => db.close());

const opened = async (alertId: string, column: string): Promise<unknown> => {
  const [row] = await db.database.query<{ text: string | null }>(
    `SELECT ${column}_sealed AS text FROM alerts WHERE id = $1`,
    [alertId],
  );
  return row?.text ? JSON.parse(desk.sealed.open(row.text)) : null;
};
const pressesOf = (alertId: string) =>
  db.database.query<{ device_key: string | null; account_id: string | null; event_id: string }>(
    'SELECT device_key, account_id, event_id FROM alert_presses WHERE alert_id = $1 ORDER BY received_at',
    [alertId],
  );

describe('A phone call for help', () => {
  it('raises a case of the elder, in their home, by name of who raised it', async () => {
    const elderId = await desk.anElder({ name: '蓝桂花' });
    const order = { kind: 'phoneCall', elderId, requestId: 'r-1', caller: { name: '邻居老张', phone: '139 0000 0001' }, note: '说胸口痛' } as const; // prettier-ignore
    const { alert, joined } = await desk.raising.raise(desk.anna, order);
    expect(joined).toBe(false);
    expect(alert).toMatchObject({
      kind: 'phoneCall', severity: 'P1', state: 'raised', source: 'operator', presses: 1, device: null,
      elder: { id: elderId, name: '蓝桂花' }, division: { code: HERE }, location: { lng: 119.81, lat: 28.89 },
      raisedBy: { id: desk.anna.accountId, name: '坐席甲' },
    }); // prettier-ignore
    expect(await opened(alert.id, 'caller')).toEqual({ name: '邻居老张', phone: '139 0000 0001' });
    expect(await pressesOf(alert.id)).toEqual([{ device_key: null, account_id: desk.anna.accountId, event_id: 'r-1' }]);
    const [raised] = await desk.timeline(alert.id);
    expect(raised).toMatchObject({ action: 'raised', origin: 'console', note: '说胸口痛', by: { name: '坐席甲' } });
    expect(JSON.stringify(raised?.data)).not.toContain('139');
  });

  it('from a couple that presses and calls is one case, however it begins', async () => {
    const { homeId, communityCode, elderIds } = desk.village;
    const pressed = await desk.press({ place: { elderId: elderIds[0], homeId, communityCode } });
    const called = await desk.raising.raise(desk.anna, { kind: 'phoneCall', elderId: elderIds[1] });
    expect([called.alert.id, called.joined]).toEqual([pressed.alertId, true]);
    expect(called.alert).toMatchObject({ kind: 'sos', presses: 2, otherElders: [{ id: elderIds[1] }] });
    const again = await desk.press({ place: { elderId: elderIds[1], homeId, communityCode }, deviceKey: 'pendant-2' });
    expect(again).toEqual({ alertId: pressed.alertId, became: 'press' });
    const receipts = await new PressesOfAlert(db.database).forReceipts([pressed.alertId]);
    expect(receipts.map(({ deviceKey }) => deviceKey)).toEqual(['pendant-1', 'pendant-2']);
    const { alert, joined } = await desk.raising.raise(desk.bert, { kind: 'phoneCall', homeId });
    expect([alert.id, joined, alert.presses]).toEqual([pressed.alertId, true, 4]);
  });

  it('is one case when twenty raise it at once', async () => {
    const elderId = await desk.anElder({ name: '何一' });
    const raised = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        desk.raising.raise(n % 2 ? desk.anna : desk.bert, { kind: n % 3 ? 'phoneCall' : 'missingPerson', elderId }),
      ),
    );
    expect(new Set(raised.map(({ alert }) => alert.id)).size).toBe(1);
    expect(raised.filter(({ joined }) => !joined)).toHaveLength(1);
    expect((await desk.views.one(TOP, raised[0]?.alert.id ?? '')).presses).toBe(20);
  });

  it('asked twice with the same request is raised once, and answers as it did', async () => {
    const elderId = await desk.anElder({ name: '何二' });
    const order = { kind: 'phoneCall', elderId, requestId: randomUUID() } as const;
    const first = await Promise.all(Array.from({ length: 10 }, () => desk.raising.raise(desk.anna, order)));
    expect(new Set(first.map(({ alert }) => alert.id)).size).toBe(1);
    expect(first.map(({ joined }) => joined)).toEqual(Array(10).fill(false));
    expect(first.at(-1)?.alert.presses).toBe(1);
    const other = { ...order, requestId: randomUUID() };
    expect((await desk.raising.raise(desk.anna, other)).joined).toBe(true);
    const repeated = await desk.raising.raise(desk.anna, other);
    expect([repeated.joined, repeated.alert.presses]).toEqual([true, 2]);
    // Another account may use the same word.
    expect((await desk.raising.raise(desk.bert, order)).alert.presses).toBe(3);
  });

  it('about the only resident of a home is about that elder', async () => {
    const elderId = await desk.anElder({ name: '何三' });
    const { alert } = await desk.raising.raise(desk.anna, { kind: 'phoneCall', homeId: await desk.homeOf(elderId) });
    expect(alert.elder?.id).toBe(elderId);
  });

  it('after the case was closed raises another, linked to it', async () => {
    const elderId = await desk.anElder({ name: '何四' });
    const first = await desk.raising.raise(desk.anna, { kind: 'phoneCall', elderId });
    await desk.claims.claim(first.alert.id, desk.anna);
    await desk.ended(first.alert.id, 'closed');
    const next = await desk.raising.raise(desk.anna, { kind: 'phoneCall', elderId });
    expect([next.joined, next.alert.previousAlertId]).toEqual([false, first.alert.id]);
  });
});

describe('A call about somebody whom the registry does not know', () => {
  const reported = { name: '外来老人', sex: 'male', age: 80, address: '汽车站门口' } as const;

  it('is served by the top centre; the same number again is the same case, another number another', async () => {
    const order = { kind: 'phoneCall', reported, caller: { phone: '13900000002' } } as const;
    const { alert } = await desk.raising.raise(desk.anna, order);
    expect(alert).toMatchObject({ elder: null, home: null, division: null, reported });
    expect((await desk.views.one(TOP, alert.id)).id).toBe(alert.id);
    const again = await desk.raising.raise(desk.bert, { kind: 'phoneCall', caller: { phone: '+86 139 0000 0002' } });
    expect([again.alert.id, again.joined, again.alert.reported?.name]).toEqual([alert.id, true, '外来老人']);
    const other = await desk.raising.raise(desk.anna, { ...order, caller: { phone: '13900000003' } });
    expect(other.joined).toBe(false);
  });

  it('without a number is a case of its own each time', async () => {
    const first = await desk.raising.raise(desk.anna, { kind: 'phoneCall', reported });
    const second = await desk.raising.raise(desk.anna, { kind: 'phoneCall', reported });
    expect([first.joined, second.joined, first.alert.id === second.alert.id]).toEqual([false, false, false]);
  });

  it('belongs to the community that was named, and answers whoever raised it also where it leaves their scope', async () => {
    const town = { ...desk.anna, territory: TOWN };
    const placed = await desk.raising.raise(town, { kind: 'phoneCall', divisionCode: HERE, location: { lng: 119.8, lat: 28.9 } }); // prettier-ignore
    expect(placed.alert).toMatchObject({ division: { code: HERE }, location: { lng: 119.8, lat: 28.9 } });
    const unplaced = await desk.raising.raise(town, { kind: 'phoneCall', reported });
    expect(unplaced.alert.division).toBeNull();
    expect((await refused(desk.views.one(TOWN, unplaced.alert.id))).code).toBe('ALERT.NOT_FOUND');
  });
});

describe('What is not in the territory', () => {
  it('does not exist for who raises', async () => {
    const town = { ...desk.anna, territory: TOWN };
    const elsewhere = await desk.anElder({ name: '东一' }, OTHER);
    const homeless = await desk.anElder({ name: '无一' }, null);
    const raise = (order: object) => refused(desk.raising.raise(town, { kind: 'phoneCall', ...order }));
    for (const elderId of [elsewhere, homeless, randomUUID()]) {
      expect((await raise({ elderId })).code).toBe('ELDER.NOT_FOUND');
    }
    for (const homeId of [await desk.homeOf(elsewhere), randomUUID()]) {
      expect((await raise({ homeId })).code).toBe('HOME.NOT_FOUND');
    }
    for (const divisionCode of [OTHER, '330723001000', '999999999999']) {
      expect((await raise({ divisionCode })).code).toBe('DIVISION.NOT_FOUND');
    }
    for (const incomingCallId of [await desk.aCall(), await desk.aCall({ codes: [OTHER] }), randomUUID()]) {
      expect((await raise({ incomingCallId })).code).toBe('CALL.NOT_FOUND');
    }
    expect((await desk.raising.raise(desk.anna, { kind: 'phoneCall', elderId: homeless })).alert.division).toBeNull();
  });
});

describe('A request to look after somebody', () => {
  const check = (elderId?: string) =>
    desk.raising.raise(desk.anna, { kind: 'welfareCheck', ...(elderId ? { elderId } : {}) });

  it('is P1 without any sign of life for a day, and P2 with one', async () => {
    const silent = await desk.anElder({ name: '静一' });
    await desk.signal(await desk.aDevice('pendant', { elderId: silent }), 'test', 25);
    expect((await check(silent)).alert.severity).toBe('P1');
    const heard = await desk.anElder({ name: '静二' });
    await desk.signal(await desk.aDevice('motion', { homeId: await desk.homeOf(heard) }), 'motion', 23);
    expect((await check(heard)).alert.severity).toBe('P2');
    expect((await check()).alert.severity).toBe('P2');
  });

  it('is not calmed by what says nothing of that elder', async () => {
    const [first] = desk.village.elderIds;
    await desk.signal(await desk.aDevice('motion', { homeId: desk.village.homeId }), 'motion', 1);
    const alone = await desk.anElder({ name: '静三' });
    const key = await desk.aDevice('door', { homeId: await desk.homeOf(alone) });
    await desk.signal(key, 'battery', 1);
    await desk.signal(key, 'door', -48);
    expect((await check(alone)).alert.severity).toBe('P1');
    // In a shared home it may have been the other one.
    expect((await check(first)).alert.severity).toBe('P1');
  });

  it('as P2 folds with its own kind only, beside a P1 of the same elder', async () => {
    const elderId = await desk.anElder({ name: '静四' });
    await desk.signal(await desk.aDevice('pendant', { elderId }), 'test', 1);
    const call = await desk.raising.raise(desk.anna, { kind: 'phoneCall', elderId });
    const raised = await Promise.all(Array.from({ length: 8 }, () => check(elderId)));
    expect(new Set(raised.map(({ alert }) => alert.id)).size).toBe(1);
    expect(raised[0]?.alert.id).not.toBe(call.alert.id);
    expect((await desk.views.one(TOP, raised[0]?.alert.id ?? '')).presses).toBe(8);
  });
});

describe('Somebody missing', () => {
  it('is P1, and what is told later is added to what was told before', async () => {
    const elderId = await desk.anElder({ name: '游一' });
    const missing = { lastSeenAt: '2026-03-01T08:00:00+08:00', clothes: '蓝色棉袄', placesSought: ['公园'] };
    const { alert } = await desk.raising.raise(desk.anna, { kind: 'missingPerson', elderId, missing });
    expect([alert.kind, alert.severity]).toEqual(['missingPerson', 'P1']);
    await desk.raising.raise(desk.bert, { kind: 'missingPerson', elderId, missing: { heightCm: 158, placesSought: ['公园', '车站'] } }); // prettier-ignore
    expect(await opened(alert.id, 'missing')).toEqual({ ...missing, heightCm: 158, placesSought: ['公园', '车站'] });
  });
});

describe('A call that rang at the centre', () => {
  it('becomes a conversation of the case that it leads to', async () => {
    const elderId = await desk.anElder({ name: '呼一', phones: ['13800000001'] });
    const incomingCallId = await desk.aCall({ codes: [HERE], elderIds: [elderId] });
    const order = { kind: 'phoneCall', elderId, incomingCallId, requestId: 'call-1' } as const;
    const { alert } = await desk.raising.raise(desk.anna, order);
    await desk.raising.raise(desk.anna, order);
    expect(alert.milestones.voiceAt).not.toBeNull();
    const calls = await db.database.query('SELECT state, channel, elder_id FROM call_tasks WHERE alert_id = $1', [alert.id]); // prettier-ignore
    expect(calls).toEqual([{ state: 'voice', channel: 'incoming', elder_id: elderId }]);
    expect(await opened(alert.id, 'caller')).toEqual({ phone: '13800000001' });
    const [call] = await desk.incoming.list(desk.anna);
    expect(call).toMatchObject({ alertId: alert.id, state: 'answered', answeredBy: { id: desk.anna.accountId } });
    expect((await desk.timeline(alert.id)).map(({ action }) => action)).toEqual(['raised', 'callStarted', 'callVoice']);
    expect(await refused(desk.raising.raise(desk.bert, { ...order, requestId: 'call-2' }))).toMatchObject({
      code: 'CALL.ALREADY_TAKEN',
      details: { by: { id: desk.anna.accountId } },
    });
  });
});
