// The responder's way in real browsers: offered, accepted, there, left; a phone that slept; a door that nobody opens.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type {
  AlertView,
  CaseTasks,
  DispatchTaskView,
  ElderCard,
  Page,
  ResponderView,
} from '../libs/contracts/src/index.ts';
import { openBrowser } from './support/browser.ts';
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { id, Phone } from './support/phone.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { TcpProxy } from './support/tcp-proxy.ts';
import { until } from './support/waiting.ts';

const folder = temporaryFolder();
type Helper = 'responder' | 'responder2';
let house: Standalone;
let operator: Person;
let desk: Console;
let renewing: NodeJS.Timeout;
let browser: Browser;
let helperIds: Record<Helper, string>;
/** Claimed by the desk, which renews them as a console does. */
const mine = new Set<string>();

beforeAll(async () => {
  // Night all day long: a helper on the way has to check in.
  house = await startStandalone(folder.path, { CHECK_IN_FROM: '00:00', CHECK_IN_TO: '23:59', CHECK_IN_MS: '90000' });
  operator = await Person.signIn(house.http, 'operator');
  desk = await Console.connect(house.http, operator.token, { displays: true });
  renewing = setInterval(() => {
    for (const alertId of mine) void desk.ask('renew', { alertId });
  }, 10_000);
  const admin = await Person.signIn(house.http, 'admin');
  const idOf = async (username: Helper): Promise<string> => {
    const { items } = await admin.get<Page<ResponderView>>(`/api/v1/responders?q=${username}`);
    return items.find((one) => one.username === username)?.id ?? '';
  };
  helperIds = { responder: await idOf('responder'), responder2: await idOf('responder2') };
});
afterAll(async () => {
  clearInterval(renewing);
  desk?.close();
  await house?.process.stop();
  folder.remove();
});
beforeEach(async () => {
  ({ browser } = await openBrowser());
});
afterEach(() => browser.close());

/** A press that the desk has claimed. */
async function claimed(deviceKey: string): Promise<AlertView> {
  const device = await Device.connect(house.mqtt, { key: deviceKey });
  await device.press(`${deviceKey}-${Date.now()}`);
  await device.end();
  const alert = await desk.sees(
    `a press of ${deviceKey}`,
    (one) => one.device?.key === deviceKey && one.state === 'raised',
  );
  expect(await desk.ask('claim', { alertId: alert.id })).toMatchObject({ ok: true });
  mine.add(alert.id);
  return alert;
}
async function offer(alert: AlertView, to: Helper): Promise<string> {
  const answer = await desk.ask('task', {
    alertId: alert.id,
    kind: 'dispatch',
    verb: 'offer',
    to: { responderId: helperIds[to] },
    overrideReason: '演练指定',
  });
  if (!answer.ok) throw new Error(`not offered: ${JSON.stringify(answer.error)}`);
  return answer.task.id;
}
const recall = (alert: AlertView, taskId: string) =>
  desk.ask('task', { alertId: alert.id, kind: 'dispatch', verb: 'recall', taskId, reason: '不需要了' });
const dispatchOf = async (alert: AlertView, taskId: string): Promise<DispatchTaskView | undefined> =>
  (await operator.get<CaseTasks>(`/api/v1/alerts/${alert.id}/tasks`)).dispatches.find((one) => one.id === taskId);
const addressOf = (alert: AlertView): string => alert.elder?.address ?? alert.home?.address ?? '';

async function homeOf(alert: AlertView): Promise<{ latitude: number; longitude: number }> {
  const { home } = await operator.get<ElderCard>(`/api/v1/alerts/${alert.id}/card`);
  if (!home?.location) throw new Error(`nobody knows where case ${alert.number} is`);
  return { latitude: home.location.lat, longitude: home.location.lng };
}
async function onShift(
  username: Helper,
  at?: { latitude: number; longitude: number },
  http = house.http,
): Promise<Phone> {
  const phone = await Phone.open(browser, at);
  await phone.startShift(http, username);
  return phone;
}

describe('A responder', () => {
  it('is offered a case full screen with sound, accepts, goes and leaves; the other phone is told; the address goes with the task', async () => {
    const alert = await claimed('demo-sos-1');
    const [first, second] = [await onShift('responder', await homeOf(alert)), await onShift('responder2')];
    const taskId = await offer(alert, 'responder');
    const secondTask = await offer(alert, 'responder2');

    await first.sees('offer', { 'task-id': taskId });
    await second.sees('offer', { 'task-id': secondTask });
    await until('the phone to ring again', async () => (await first.soundsFor(alert.id)) >= 2);
    expect(await first.text('offer-address')).toContain(addressOf(alert));
    expect(await first.faults()).toEqual([]);

    await first.press('accept');
    await first.sees('task', { state: 'accepted', 'task-id': taskId });
    await second.sees('offer-led');
    await second.press('decline');
    await second.press('decline-reason', '[data-reason="tooFar"]');
    await second.sees('ended', { state: 'declined' });
    expect(await second.holds(addressOf(alert))).toBe(false);
    expect(await first.faults()).toEqual([]);

    await first.press('next-step', '[data-step="enRoute"]');
    await first.sees('task', { state: 'enRoute' });
    await first.press('next-step', '[data-step="onScene"]');
    await first.sees('task', { state: 'onScene' });
    await desk.sees('the arrival', (one) => one.id === alert.id && one.stage === 'onScene');
    // It was at the home's own place, and said so.
    expect(await dispatchOf(alert, taskId)).toMatchObject({ state: 'onScene', lead: true, arrivalDoubtful: false });

    await first.sees('check-in');
    await first.press('check-in-fine');
    await first.press('open-note');
    await first.page.fill(id('note-text'), '老人坐在地上，清醒');
    await first.press('note-send');
    await first.sees('note-sent');
    await first.page.reload();
    await first.sees('mute');
    await first.sees('task', { state: 'onScene' });
    await first.press('next-step', '[data-step="left"]');
    await first.press('leave-confirm');
    await first.sees('ended', { state: 'left' });
    expect(await first.holds(addressOf(alert))).toBe(false);
    expect(await dispatchOf(alert, taskId)).toMatchObject({ state: 'left' });
  });

  it('whose phone slept or lost its line misses nothing that happened meanwhile', async () => {
    const proxy = await TcpProxy.to(Number(new URL(house.http).port));
    const [before, after] = [await claimed('demo-sos-2'), await claimed('demo-sos-3')];
    const phone = await onShift('responder2', undefined, `http://127.0.0.1:${proxy.port}`);
    const recalled = await offer(before, 'responder2');
    await phone.press('accept');
    await phone.sees('task', { state: 'accepted' });

    await phone.sleeps();
    expect(await recall(before, recalled)).toMatchObject({ ok: true });
    const offered = await offer(after, 'responder2');
    await phone.wakes();
    await phone.sees('offer', { 'task-id': offered });
    expect(await phone.text('offer-address')).toContain(addressOf(after));

    // Half open: the phone believes in its line and hears nothing any more.
    proxy.holdAnswers = true;
    expect(await recall(after, offered)).toMatchObject({ ok: true });
    await phone.sees('cut-off');
    proxy.holdAnswers = false;
    await phone.seesNo('offer');
    await phone.sees('ended', { state: 'recalled', 'task-id': recalled });
    expect([await phone.holds(addressOf(before)), await phone.holds(addressOf(after))]).toEqual([false, false]);
    await phone.press('ended-ok');
    await phone.sees('ended', { 'task-id': offered });
    await proxy.close();
  });

  it('before a door that nobody opens goes through the steps, and is not let force it alone', async () => {
    const alert = await claimed('demo-sos-4');
    const phone = await onShift('responder2');
    await offer(alert, 'responder2');
    await phone.press('accept');
    // No position is allowed here: it is said, and nothing waits for it.
    await phone.sees('where-trouble');
    await phone.press('next-step', '[data-step="enRoute"]');
    await phone.press('next-step', '[data-step="onScene"]');
    await phone.press('at-door-no-answer');
    await phone.press('door-proposed', '[data-step="knock"]');
    await phone.press('door-result', '[data-result="noResult"]');
    await phone.sees('door-proposed', { step: 'call' });
    expect(await phone.faults()).toEqual([]);

    await phone.page.click('summary');
    await phone.press('door-other', '[data-step="forceEntry"]');
    await phone.press('entry-with', '[data-with="locksmith"]');
    await phone.press('door-result', '[data-result="opened"]');
    await phone.sees('failure');
    await phone.press('door-back');

    const picture = { name: 'door.png', mimeType: 'image/png', buffer: await phone.page.screenshot() };
    await phone.page.click('summary');
    await phone.press('door-other', '[data-step="photoBefore"]');
    await phone.page.setInputFiles(id('photo-file'), picture);
    await phone.sees('door-done', { step: 'photoBefore' });
    const { photos, doorSteps } = await operator.get<CaseTasks>(`/api/v1/alerts/${alert.id}/tasks`);
    expect(photos.map(({ purpose }) => purpose)).toEqual(['doorBefore']);
    expect(doorSteps.map(({ step, result }) => [step, result])).toEqual(
      expect.arrayContaining([['knock', 'noResult'], ['photoBefore', 'done']]),
    ); // prettier-ignore
  });
});

describe('A searcher', () => {
  it('whose link has ended is told so, without signing in, and no search engine keeps the page', async () => {
    const phone = await Phone.open(browser);
    const answer = await phone.page.goto(`${house.http}/search/no-such-link`);
    expect(answer?.headers()['x-robots-tag']).toContain('noindex');
    await phone.sees('search', { state: 'ended' });
    expect(await phone.faults()).toEqual([]);
  });
});
