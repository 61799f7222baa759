// A real emergency from the press to the follow-up call, over the sockets that consoles and phones use: claimed, called, two
// helpers offered at once, the first one leads, 120 beside them, resolved, reviewed, archived, and nobody forgets to call again.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AlertView, CandidatesAnswer, CaseTasks, FollowUpItem, Page, RescueCard, TimelineEntryView,
} from '../libs/contracts/src/index.ts'; // prettier-ignore
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { HelperPhone } from './support/helper-phone.ts';
import { Person } from './support/people.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { until } from './support/waiting.ts';

const folder = temporaryFolder();
let house: Standalone;
let operator: Person;
let supervisor: Person;
let desk: Console;
let chief: Console;
const phones: HelperPhone[] = [];

beforeAll(async () => {
  house = await startStandalone(folder.path);
  [operator, supervisor] = await Promise.all([
    Person.signIn(house.http, 'operator'),
    Person.signIn(house.http, 'supervisor'),
  ]);
  desk = await Console.connect(house.http, operator.token, { displays: true });
  chief = await Console.connect(house.http, supervisor.token);
  for (const name of ['responder', 'responder2', 'responder3']) {
    const phone = await HelperPhone.connect(house.http, (await Person.signIn(house.http, name)).token);
    expect(await phone.ask('startShift', {})).toMatchObject({ ok: true });
    phones.push(phone);
  }
});
afterAll(async () => {
  for (const one of [desk, chief, ...phones]) one?.close();
  await house?.process.stop();
  folder.remove();
});

const pressed = async (device: Device, id: string, key: string): Promise<AlertView> => {
  await device.press(id);
  return desk.sees(`the press of ${key}`, (alert) => alert.device?.key === key && alert.state === 'raised');
};

describe('A real emergency', () => {
  it('is run from the press to the archive, and somebody is called again after it', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    const alert = await pressed(device, 'whole-1', 'demo-sos-1');
    expect(await desk.ask('task', { alertId: alert.id, kind: 'dispatch', verb: 'offer' })).toMatchObject({
      ok: false,
      error: { code: 'ALERT.NOT_CLAIMED' },
    });
    expect(await desk.ask('claim', { alertId: alert.id })).toMatchObject({ ok: true, alert: { stage: 'claimed' } });

    const candidates = await operator.get<CandidatesAnswer>(`/api/v1/alerts/${alert.id}/candidates`);
    expect(candidates).toMatchObject({ mode: 'parallel', nobodyInReach: false });
    expect(candidates.candidates[0]?.reasonsFor.length).toBeGreaterThan(0);
    const offered = await desk.ask('task', { alertId: alert.id, kind: 'dispatch', verb: 'offer' });
    if (!offered.ok) throw new Error(JSON.stringify(offered.error));
    expect(offered.alert.stage).toBe('dispatched');
    expect(offered.tasks.length).toBeGreaterThanOrEqual(2);

    // Those who were asked and sit here accept at once: one leads.
    const asked = phones.filter((phone) =>
      offered.tasks.some((task) => task.kind === 'dispatch' && task.responder.id === phone.responder?.id),
    );
    expect(asked.length).toBeGreaterThanOrEqual(2);
    const offers = await Promise.all(asked.map((phone) => phone.offerOf(alert.id)));
    expect(offers[0]?.alert?.elder?.address).toBe(alert.elder?.address);
    const accepted = await Promise.all(asked.map((phone, at) => phone.step('accept', offers[at]?.task.id ?? '')));
    expect(accepted.filter(({ task }) => task.lead)).toHaveLength(1);
    const lead = asked[accepted.findIndex(({ task }) => task.lead)];
    const leadTask = accepted.find(({ task }) => task.lead)?.task;
    if (!lead || !leadTask) throw new Error('nobody leads');

    // 120 beside them, never instead.
    const card = await operator.get<RescueCard>(`/api/v1/alerts/${alert.id}/rescue-card`);
    expect(card.askRescue).toBe(true);
    expect(card.lines.every(({ text }) => text.trim() !== '')).toBe(true);
    expect(
      await desk.ask('task', { alertId: alert.id, kind: 'rescue', verb: 'called', service: '120', way: 'threeWay' }),
    ).toMatchObject({ ok: true });

    await lead.step('enRoute', leadTask.id);
    const home = offers[0]?.help?.location ?? alert.location;
    const arrived = await lead.step('onScene', leadTask.id, home ? { location: { ...home, accuracy: 10 } } : {});
    expect(arrived.task).toMatchObject({ arrivalDoubtful: false, arrivedWithinM: expect.any(Number) });
    await desk.sees('the arrival', (one) => one.id === alert.id && one.stage === 'onScene');
    for (const state of ['received', 'claimed', 'dispatched', 'onScene']) {
      await until(`the receipt ${state}`, () =>
        device.receipts.some((one) => one.id === 'whole-1' && one.state === state),
      );
    }
    expect(
      await desk.ask('task', {
        alertId: alert.id,
        kind: 'rescue',
        verb: 'takenTo',
        service: '120',
        takenTo: '县第一人民医院',
      }),
    ).toMatchObject({ ok: true });

    const ending = {
      alertId: alert.id,
      outcome: 'realEmergency',
      detail: 'hospital',
      injury: 'serious',
      cause: 'fall',
    } as const;
    expect(await desk.ask('close', ending)).toMatchObject({ ok: false, error: { code: 'ALERT.REVIEW_REQUIRED' } });
    expect(await desk.ask('resolve', ending)).toMatchObject({
      ok: true,
      alert: { state: 'resolved', reviewDue: true, held: true },
    });
    await lead.step('left', leadTask.id);
    await until(
      'the address to be gone from the phone',
      () => lead.tasks.get(leadTask.id)?.alert === null && !lead.held.has(alert.id),
    );
    expect(await desk.ask('informed', { alertId: alert.id, name: '女儿' })).toMatchObject({
      ok: true,
      alert: { held: false },
    });
    expect(await desk.ask('close', ending)).toMatchObject({ ok: false, error: { code: 'ALERT.REVIEW_REQUIRED' } });
    expect(await chief.ask('close', ending)).toMatchObject({ ok: true, alert: { state: 'closed', stage: 'closed' } });

    const tasks = await operator.get<CaseTasks>(`/api/v1/alerts/${alert.id}/tasks`);
    expect(tasks.rescues).toMatchObject([{ service: '120', state: 'takenTo' }]);
    expect(tasks.dispatches.find(({ id }) => id === leadTask.id)?.state).toBe('left');
    expect(tasks.dispatches.every(({ state }) => ['left', 'recalled', 'declined', 'expired'].includes(state))).toBe(
      true,
    );
    const due = await operator.get<Page<FollowUpItem>>('/api/v1/follow-ups?state=due');
    expect(due.items.filter((item) => item.alert.id === alert.id).map((item) => item.task.followUp)).toEqual(
      expect.arrayContaining(['weekAfterHospital']),
    );
    expect(
      await desk.ask('task', {
        alertId: alert.id,
        kind: 'followUp',
        verb: 'done',
        result: 'recovering',
        satisfaction: 5,
      }),
    ).toMatchObject({ ok: true, task: { state: 'done' } });

    const { items } = await operator.get<Page<TimelineEntryView>>(`/api/v1/alerts/${alert.id}/timeline?pageSize=100`);
    const told = items.map(({ action }) => action);
    for (const action of [
      'raised',
      'claimed',
      'offered',
      'accepted',
      'rescueCalled',
      'enRoute',
      'onScene',
      'rescueTakenTo',
      'resolved',
      'left',
      'informed',
      'reviewed',
      'closed',
      'followUpDone',
    ] as const) {
      expect(told).toContain(action);
    }
    await device.end();
  });
});
