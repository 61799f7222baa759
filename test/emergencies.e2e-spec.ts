// Emergencies that are none of the easy ones, at the console in a real browser: nobody opens, gas, somebody who wandered off, a
// phone call about a stranger, a couple. Helpers are programs on the phones' socket.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertView, CandidatesAnswer, CaseTasks, Page, ResponderTask, TimelineEntryView } from '../libs/contracts/src/index.ts'; // prettier-ignore
import { DeskPage } from './support/desk-page.ts';
import { Device } from './support/device.ts';
import { HelperPhone } from './support/helper-phone.ts';
import { Person } from './support/people.ts';
import { Phone } from './support/phone.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';

const folder = temporaryFolder();
/** The story takes 40 minutes; here a quarter of an hour is a second and a half. */
const QUARTER_MS = 1_500;
let house: Standalone;
let desk: DeskPage;
let phone: HelperPhone;

beforeAll(async () => {
  house = await startStandalone(folder.path, { SEARCH_POLICE_MS: String(QUARTER_MS) });
  desk = await DeskPage.open(house.http, 'operator');
  phone = await HelperPhone.connect(house.http, (await Person.signIn(house.http, 'responder2')).token);
  expect(await phone.ask('startShift', {})).toMatchObject({ ok: true });
});
afterAll(async () => {
  phone?.close();
  await desk?.close();
  await house?.process.stop();
  folder.remove();
});
beforeEach(() => void desk.errors.splice(0));

const tasksOf = (alertId: string): Promise<CaseTasks> => desk.account.get(`/api/v1/alerts/${alertId}/tasks`);
const alertOf = (alertId: string): Promise<AlertView> => desk.account.get(`/api/v1/alerts/${alertId}`);
const actionsOf = async (alertId: string): Promise<string[]> => {
  const path = `/api/v1/alerts/${alertId}/timeline?pageSize=100`;
  return (await desk.account.get<Page<TimelineEntryView>>(path)).items.map(({ action }) => action);
};
const press = async (key: string, type = 'sos', data: object = {}): Promise<Device> => {
  const device = await Device.connect(house.mqtt, { key });
  await device.send({ id: `${key}-${type}-${Date.now()}`, type, at: Date.now(), data });
  return device;
};
/** The helper with the phone is sent, accepts and sets out. */
async function onTheWay(alertId: string): Promise<ResponderTask> {
  await desk.sends(phone.responder?.id ?? '', '就近');
  const { task } = await phone.offerOf(alertId);
  await phone.step('accept', task.id);
  const going = await phone.step('enRoute', task.id);
  await desk.sees('dispatch-task', { state: 'enRoute' });
  return going;
}
const noComplaints = (): void => expect(desk.errors).toEqual([]);

describe('Nobody opens', () => {
  it('is gone through step by step, the door is forced with the police, and the elder is found ill', async () => {
    const device = await press('demo-sos-1');
    const alertId = await desk.claims();
    // A neighbour is with her: who pressed may not be alone in trouble.
    await desk.tabTo('panel-identify');
    await desk.keys('Enter');
    await desk.tabTo('elder-search');
    await desk.type('陈金生');
    await desk.sees('elder-option');
    await desk.keys('Enter');
    await desk.tabTo('identify-confirm');
    await desk.keys('Enter');
    await desk.reads('card', '陈金生');
    await desk.page.evaluate('document.activeElement?.blur()');

    await desk.sees('call-entry');
    await desk.keys('1');
    await desk.sees('open-call', { state: 'ringing' });
    await desk.keys('x');
    await desk.seesNo('open-call');
    const { task } = await onTheWay(alertId);
    await phone.step('onScene', task.id);
    await phone.step('atDoorNoAnswer', task.id);
    await desk.sees('dispatch-task', { state: 'atDoorNoAnswer' });

    await desk.keys('6');
    // Knock, call, listen, key holder, key safe, neighbour, guard: each by its digit, in the field's order.
    const tried = { knock: '1', call: '1', listen: '1', keyHolder: '2', keySafe: '3', neighbour: '1', guard: '4' };
    for (const [step, digit] of Object.entries(tried)) {
      await desk.sees('door-now', { step });
      await desk.keys(digit);
    }
    await desk.sees('door-now', { step: 'familyConsent' });
    await desk.keys('1');
    await desk.sees('door-now', { step: 'photoBefore' });
    const picture = { name: 'door.png', mimeType: 'image/png', buffer: await desk.page.screenshot() };
    await desk.page.setInputFiles('[data-testid="photo-file"]', picture);
    await desk.sees('door-now', { step: 'forceEntry' });
    // With whom, then that it is open; never alone.
    await desk.keys('1', '1');
    await desk.sees('door-now', { step: 'photoAfter' });
    await desk.page.setInputFiles('[data-testid="photo-file"]', picture);
    await desk.seesNo('door-now');
    await desk.keys('Escape');
    // The helper's phone knows what was done at the door.
    await phone.sees('the forced door', (one) => !!one.doorSteps?.some(({ step, with: by }) => step === 'forceEntry' && by === '110')); // prettier-ignore

    await desk.keys('3');
    await desk.sees('rescue-lines');
    await desk.keys('1', 'Escape');
    await desk.sees('rescue-task', { service: '120' });
    await phone.step('left', task.id);
    await desk.ends('4', '2');
    await desk.sees('card', { 'alert-id': alertId, state: 'resolved' });
    expect(await alertOf(alertId)).toMatchObject({ outcome: 'foundIll', injury: 'minor', reviewDue: true });
    const { doorSteps } = await tasksOf(alertId);
    expect(doorSteps.map(({ step, result }) => `${step} ${result}`)).toEqual([
      'knock noResult', 'call noResult', 'listen noResult', 'keyHolder noResult', 'keySafe notPossible', 'neighbour noResult',
      'guard notPossible', 'familyConsent done', 'photoBefore done', 'forceEntry opened', 'photoAfter done',
    ]); // prettier-ignore
    noComplaints();
    await device.end();
  });
});

describe('A gas alarm', () => {
  it('calls 119 and the gas company, keeps helpers outside, and says so at the desk and on their phones', async () => {
    const device = await press('wy-gas-0001', 'gas', { value: true, ppm: 5_200 });
    const alertId = await desk.claims();
    await desk.sees('stay-outside');
    const answer = await desk.account.get<CandidatesAnswer>(`/api/v1/alerts/${alertId}/candidates`);
    expect(answer.stayOutside).toBe(true);
    await desk.keys('3');
    await desk.sees('rescue-outside');
    await desk.reads('rescue-lines', '燃气');
    await desk.keys('2');
    await desk.sees('rescue-task', { service: '119' });
    // The card stays open for the next one, however soon the first is known.
    await desk.sees('rescue-dialog');
    await desk.keys('4', 'Escape');
    await desk.sees('rescue-task', { service: 'gasCompany' });
    const going = await onTheWay(alertId);
    expect(going.help).toMatchObject({ stayOutside: true });
    await desk.keys('6');
    await desk.sees('door-outside');
    await desk.keys('Escape');
    await desk.keys('5');
    await desk.sees('rescue-task', { service: '119', state: 'arrived' });
    for (const step of ['onScene', 'left'] as const) await phone.step(step, going.task.id);
    await desk.ends('1', '5', '1');
    await desk.sees('card', { 'alert-id': alertId, state: 'resolved' });
    expect(await alertOf(alertId)).toMatchObject({ outcome: 'realEmergency', detail: 'other', reviewDue: true });
    noComplaints();
    await device.end();
  });
});

describe('An elder who wandered off', () => {
  it('is searched for with positions, a sheet, 110 and a link for searchers, and found after 40 minutes', async () => {
    const watch = await press('wy-gpsWatch-0001', 'geofenceExit', { lng: 119.8021, lat: 28.9012, battery: 61 });
    const alertId = await desk.claims();
    await desk.sees('search-panel');
    await desk.sees('police-due');
    // Where it left the safe area is known with the alarm, before anybody asks.
    await desk.reads('search-panel', '119.80210');
    await desk.tabTo('search-ring');
    await desk.keys('Enter');
    await desk.sees('search-rung');
    await watch.send({ at: Date.now(), values: { lng: 119.8055, lat: 28.9044, accuracy: 18 } }, 'telemetry');
    await desk.sees('search-position');

    await desk.tabTo('search-edit');
    await desk.keys('Enter');
    await desk.tabTo('missing-lastSeenPlace');
    await desk.type('老车站');
    await desk.tabTo('missing-clothes');
    await desk.type('灰外套、黑布鞋');
    await desk.keys('Enter');
    await desk.reads('search-panel', '灰外套、黑布鞋');
    await desk.tabTo('search-link');
    await desk.keys('Enter');
    await desk.sees('search-url');
    const url = await desk.page.inputValue('[data-testid="search-url"]');
    const searcher = await Phone.open(desk.browser);
    await searcher.page.goto(url);
    await searcher.sees('search', { state: 'open' });
    expect(await searcher.text('search')).toContain('灰外套、黑布鞋');

    // A quarter of an hour without a trace: it is said, and stays said until 110 is called.
    await desk.sees('row-police');
    expect(await actionsOf(alertId)).toContain('policeDue');
    await desk.page.evaluate('document.activeElement?.blur()');
    await desk.keys('3');
    await desk.sees('rescue-lines');
    await desk.keys('3', 'Escape');
    await desk.sees('rescue-task', { service: '110' });
    await desk.seesNo('row-police');

    await watch.send({ at: Date.now(), values: { lng: 119.8102, lat: 28.9097, accuracy: 9 } }, 'telemetry');
    await desk.reads('search-panel', '119.81020');
    await desk.ends('3');
    await desk.seesNo('queue-row', { 'alert-id': alertId });
    await searcher.page.reload();
    await searcher.sees('search', { state: 'ended' });
    expect(await searcher.holds('灰外套')).toBe(false);
    expect(await alertOf(alertId)).toMatchObject({ kind: 'wandering', state: 'closed', outcome: 'foundWell' });
    noComplaints();
    await watch.end();
  });
});

describe('A phone call about somebody who is not in the registry', () => {
  it('is a case with the caller’s words, gets a helper to that address, and is closed as help given', async () => {
    const community = (await desk.account.alerts('all')).find(({ device }) => device?.key === 'demo-sos-1')?.division
      ?.name;
    if (!community) throw new Error('the first story has left no case');
    await desk.keys('t');
    await desk.sees('raise-dialog');
    await desk.tabTo('raise-unknown');
    await desk.keys('Enter');
    await desk.tabTo('raise-name');
    await desk.type('周阿婆');
    await desk.tabTo('raise-age');
    await desk.type('八十五');
    await desk.tabTo('raise-address');
    await desk.type('解放街老粮站后门');
    // Where that is, by somebody who lives there.
    await desk.tabTo('elder-search');
    await desk.type(community);
    await desk.sees('elder-option');
    await desk.keys('Enter');
    await desk.sees('raise-community');
    await desk.tabTo('raise-caller-phone');
    await desk.type('13957900001');
    await desk.keys('Enter');
    // What cannot be right is said at once, and nothing is lost of the rest.
    await desk.sees('raise-faults');
    await desk.page.fill('[data-testid="raise-age"]', '85');
    await desk.page.focus('[data-testid="raise-caller-phone"]');
    await desk.keys('Enter');
    await desk.sees('raise-done');
    await desk.keys('Enter');
    await desk.seesNo('raise-dialog');
    await desk.reads('card', '周阿婆');
    const alertId = (await desk.page.getAttribute('[data-testid="card"]', 'data-alert-id')) ?? '';
    expect(await alertOf(alertId)).toMatchObject({
      kind: 'phoneCall', severity: 'P1', source: 'operator', elder: null,
      reported: { name: '周阿婆', age: 85, address: '解放街老粮站后门' },
    }); // prettier-ignore

    // Nobody knows where it is on the map; the helper goes by the address.
    const { help, alert, task } = await onTheWay(alertId);
    expect(alert?.division?.name).toBe(community);
    expect(alert?.reported?.address).toBe('解放街老粮站后门');
    expect(help?.location).toBeNull();
    await desk.reads('card', '解放街老粮站后门');
    for (const step of ['onScene', 'left'] as const) await phone.step(step, task.id);
    await desk.ends('2', '1');
    await desk.seesNo('queue-row', { 'alert-id': alertId });
    expect(await alertOf(alertId)).toMatchObject({ state: 'closed', outcome: 'helpGiven' });
    noComplaints();
  });
});

describe('A couple in one home who both press', () => {
  it('is one case with both of them, told to 120 as such or coded as not needed, and both devices hear of its end', async () => {
    const first = await press('wy-voiceTerminal-0016');
    const alertId = await desk.claims();
    const second = await press('wy-voiceTerminal-0033');
    await desk.reads('queue-row', '按了 2 次');
    const alert = await alertOf(alertId);
    expect([alert.elder?.id, ...alert.otherElders.map(({ id }) => id)].sort()).toEqual(
      alert.home?.residents.map(({ id }) => id).sort(),
    );
    await desk.reads('card', alert.otherElders[0]?.name ?? '?');
    expect((await desk.account.alerts('open')).filter(({ home }) => home?.id === alert.home?.id)).toHaveLength(1);
    await desk.keys('3');
    // 120 is told of both, and by no name.
    for (const { age } of alert.home?.residents ?? []) await desk.reads('rescue-lines', `${age}岁`);
    await desk.keys('Escape');
    await desk.sees('rescue-question');
    await desk.tabTo('not-needed');
    await desk.keys('Enter');
    await desk.tabTo('no-rescue');
    await desk.keys('Enter');
    await desk.seesNo('rescue-question');
    expect(await alertOf(alertId)).toMatchObject({ noRescueReason: 'helpedByResponder' });
    expect(await actionsOf(alertId)).toContain('rescueAsked');
    // It stays answered on a page that begins anew.
    desk.page.once('dialog', (dialog) => void dialog.accept());
    await desk.page.reload();
    await desk.sees('card', { 'alert-id': alertId, state: 'claimed' });
    await desk.sees('call-entry');
    expect(await desk.page.locator('[data-testid="rescue-question"]').count()).toBe(0);
    await desk.ends('2', '1');
    for (const device of [first, second]) {
      expect(device.receipts.length).toBeGreaterThan(0);
      await device.receipt(device.acknowledged[0] ?? '', 'closed');
      await device.end();
    }
    noComplaints();
  });
});
