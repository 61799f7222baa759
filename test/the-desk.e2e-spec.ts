// Stories of the desk: who owns a case, what a frozen or absent console does to it, what is never lost on the way back.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DISPATCH_CLIENT_EVENTS,
  type AlertView,
  type Page,
  type TimelineEntryView,
} from '../libs/contracts/src/index.ts';
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { RunningProcess } from './support/processes.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { until } from './support/waiting.ts';

const folder = temporaryFolder();
let house: Standalone;
let frozen: Promise<void>;
let away: Promise<void>;
let people: Record<'operator' | 'operator2' | 'supervisor' | 'admin', Person>;

// Real values of every interval: lease 45 s, escalation 10 s, beat 5 s.
beforeAll(async () => {
  house = await startStandalone(folder.path);
  const names = ['operator', 'operator2', 'supervisor', 'admin'] as const;
  const signedIn = await Promise.all(names.map((name) => Person.signIn(house.http, name)));
  people = Object.fromEntries(names.map((name, i) => [name, signedIn[i]])) as typeof people;
  // Each takes more than a minute of real time: they run while the other stories do, on devices of their own, with consoles
  // that prove no display, since one that did would prove it for the others as well.
  frozen = begun(freezeWithClaim());
  away = begun(stayAwayFor90Seconds());
});
afterAll(async () => {
  await house?.process.stop();
  folder.remove();
});

/** Its failure is reported by the test that awaits it, not earlier. */
function begun(story: Promise<void>): Promise<void> {
  story.catch(() => undefined);
  return story;
}

const console_ = (who: keyof typeof people, displays = false): Promise<Console> =>
  Console.connect(house.http, people[who].token, { displays });
const raisedBy =
  (key: string) =>
  (alert: AlertView): boolean =>
    alert.device?.key === key && alert.state === 'raised';
async function pressed(key: string, desk: Console): Promise<AlertView> {
  const device = await Device.connect(house.mqtt, { key });
  await device.press(`${key}-${Date.now()}`);
  await device.end();
  return desk.sees(`a press of ${key}`, raisedBy(key));
}

describe('Two operators', () => {
  it('who claim one case at once have one winner, 500 times over', async () => {
    const [anna, bert] = await Promise.all([console_('operator', true), console_('operator2', true)]);
    const alert = await pressed('demo-sos-1', anna);
    await bert.sees('the same case', (a) => a.id === alert.id);
    let wins = { anna: 0, bert: 0 };
    for (let round = 0; round < 500; round++) {
      const [a, b] = await Promise.all([
        anna.ask('claim', { alertId: alert.id }),
        bert.ask('claim', { alertId: alert.id }),
      ]);
      expect([a.ok, b.ok].filter(Boolean)).toHaveLength(1);
      const loser = a.ok ? b : a;
      const winner = a.ok ? people.operator : people.operator2;
      expect(loser).toMatchObject({
        error: { code: 'ALERT.ALREADY_CLAIMED', details: { by: { id: winner.login.account.id } } },
      });
      wins = a.ok ? { ...wins, anna: wins.anna + 1 } : { ...wins, bert: wins.bert + 1 };
      expect(await (a.ok ? anna : bert).ask('release', { alertId: alert.id })).toMatchObject({ ok: true });
    }
    expect(wins.anna + wins.bert).toBe(500);
    await anna.ask('claim', { alertId: alert.id });
    await anna.ask('close', { alertId: alert.id, outcome: 'falseAlarm' });
    anna.close();
    bert.close();
  });
});

describe('An alert that no console proves', () => {
  it('is the supervisor’s after 10 s, and not before; a deaf console is no proof', async () => {
    const supervisor = await console_('supervisor');
    const deaf = await console_('operator');
    const alert = await pressed('demo-sos-2', supervisor);
    const raised = Date.now();
    expect(await deaf.ask('displayed', { alertId: alert.id, audible: false, visible: true })).toMatchObject({
      ok: true,
    });
    await supervisor.sees('the escalation', (a) => a.id === alert.id && a.escalated, 20_000);
    const waited = Date.now() - raised;
    expect(waited).toBeGreaterThan(8_500);
    expect(waited).toBeLessThan(13_000);
    await supervisor.ask('claim', { alertId: alert.id });
    await supervisor.ask('close', { alertId: alert.id, outcome: 'falseAlarm' });
    supervisor.close();
    deaf.close();
  });
});

describe('A console that freezes with a claim', () => {
  it(
    'loses it within 60 s; another operator takes it, and what the stale one sends later is refused',
    () => frozen,
    180_000,
  );
});

describe('A console that was away for 90 s', () => {
  it('gets on sync all that it missed, closed cases too, and its digest agrees again', () => away, 240_000);
});

describe('The socket', () => {
  it('answers every event of the map and unknown ones, with no body, null, text and array', async () => {
    const desk = await console_('operator');
    const raw = desk.socket.timeout(10_000) as unknown as {
      emitWithAck(event: string, ...args: unknown[]): Promise<unknown>;
    };
    for (const event of [...DISPATCH_CLIENT_EVENTS, 'nonsense', '__proto__', 'constructor']) {
      for (const args of [[], [null], ['text'], [[1, 2]], [42], [{ alertId: 'x' }]]) {
        const answer = (await raw.emitWithAck(event, ...args)) as { ok: boolean; error?: { code: string } };
        expect(typeof answer.ok).toBe('boolean');
        if (!answer.ok) expect(answer.error?.code).toMatch(/^[A-Z]+\.[A-Z_]+$/);
      }
    }
    // One without acknowledgement is no reason to fall over.
    desk.socket.emit('claim', { alertId: 'x' }, undefined as never);
    expect(await desk.ask('sync', { lastSeq: 0 })).toMatchObject({ ok: true });
    desk.close();
  });
});

async function freezeWithClaim(): Promise<void> {
  const other = await console_('operator2');
  const alert = await pressed('demo-sos-4', other);
  const frozen = new RunningProcess(
    'console',
    spawn(process.execPath, [
      join(import.meta.dirname, 'support', 'console-process.mjs'),
      house.http,
      people.operator.token,
      alert.id,
    ]),
  );
  await frozen.line(/^claimed$/m);
  await frozen.line(/^renewed$/m);
  await other.sees('the claim', (a) => a.id === alert.id && a.state === 'claimed');
  process.kill(frozen.pid, 'SIGSTOP');
  const stopped = Date.now();
  await other.sees('its return', raisedBy('demo-sos-4'), 60_000);
  expect(Date.now() - stopped).toBeGreaterThan(30_000);
  expect(await other.ask('claim', { alertId: alert.id })).toMatchObject({ ok: true });
  process.kill(frozen.pid, 'SIGCONT');
  await frozen.line(/^disconnected$/m, 30_000);
  process.kill(frozen.pid, 'SIGUSR2');
  await frozen.line(/^close ALERT\.NOT_YOURS$/m, 30_000);
  await frozen.kill9();
  expect(await other.ask('close', { alertId: alert.id, outcome: 'falseAlarm' })).toMatchObject({ ok: true });
  const { items } = await people.admin.get<Page<TimelineEntryView>>(`/api/v1/alerts/${alert.id}/timeline?pageSize=100`);
  expect(items.map((entry) => entry.action).filter((a) => a !== 'displayed')).toEqual([
    'raised', 'claimed', 'leaseLapsed', 'claimed', 'closed',
  ]); // prettier-ignore
  other.close();
}

async function stayAwayFor90Seconds(): Promise<void> {
  const [away, staying] = await Promise.all([console_('operator'), console_('operator2')]);
  const before = await pressed('demo-sos-3', away);
  const lastSeq = away.headSeq;
  const held = new Map(away.held);
  away.close();
  const left = Date.now();
  await staying.ask('claim', { alertId: before.id });
  await staying.ask('close', { alertId: before.id, outcome: 'foundWell' });
  const during = await pressed('demo-sos-5', staying);
  await until('90 s to pass', () => Date.now() - left > 90_000, 100_000);
  const back = await console_('operator');
  const missed = await back.ask('sync', { lastSeq });
  if (!missed.ok) throw new Error(missed.error.code);
  expect(missed.alerts.find((a) => a.id === before.id)).toMatchObject({ state: 'closed', outcome: 'foundWell' });
  expect(missed.alerts.find((a) => a.id === during.id)).toMatchObject({ state: 'raised' });
  expect(missed.headSeq).toBeGreaterThan(lastSeq);
  for (const alert of missed.alerts) {
    if (alert.state === 'closed') held.delete(alert.id);
    else held.set(alert.id, alert);
  }
  await until('both lists to agree', () => same(held, back.held));
  await until('the digest to agree', () => back.beats.at(-1)?.digest === back.digest(), 20_000);
  await staying.ask('claim', { alertId: during.id });
  await staying.ask('close', { alertId: during.id, outcome: 'falseAlarm' });
  back.close();
  staying.close();
}

const same = (a: Map<string, unknown>, b: Map<string, unknown>): boolean =>
  a.size === b.size && [...a.keys()].every((id) => b.has(id));
