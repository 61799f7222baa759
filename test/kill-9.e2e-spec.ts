// Nothing acknowledged is lost and no case is doubled, whatever is killed and whenever (promises P1, P3).
import { randomInt } from 'node:crypto';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { AlertView, LedgerRow, Page } from '../libs/contracts/src/index.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { ROOT, RunningProcess, temporaryFolder } from './support/processes.ts';
import { startStandalone, type Standalone } from './support/standalone.ts';
import { pause, until } from './support/waiting.ts';

const DEVICES = ['demo-sos-1', 'demo-sos-2', 'demo-sos-3', 'demo-sos-4'];
const seed = Number(process.env.FAULT_SEED ?? randomInt(1_000_000));
/** A small reproducible random: mulberry32. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const folder = temporaryFolder();
let house: Standalone;
const acknowledged = new Map<string, string>();
let counter = 0;

beforeAll(async () => {
  house = await startStandalone(folder.path);
  process.stdout.write(`FAULT_SEED=${seed}\n`);
});
afterAll(async () => {
  await house?.process.stop();
  folder.remove();
});

/** Presses as fast as acknowledgements come, until the connection is gone; logs what was acknowledged. */
async function burst(key: string, stop: () => boolean): Promise<void> {
  const device = await Device.connect(house.mqtt, { key }).catch(() => null);
  if (!device) return;
  const gone = new Promise<void>((resolve) => device.client.once('close', () => resolve()));
  while (!stop()) {
    const id = `k${seed}-${++counter}`;
    const sent = device.press(id).then(
      () => 'acknowledged' as const,
      () => 'lost' as const,
    );
    const outcome = await Promise.race([sent, gone.then(() => 'lost' as const)]);
    if (outcome === 'lost') break;
    acknowledged.set(id, key);
  }
  await device.client.endAsync(true).catch(() => undefined);
}

async function checkNothingLost(): Promise<void> {
  const admin = await Person.signIn(house.http, 'admin');
  const stored = new Map<string, LedgerRow>();
  for (const deviceKey of DEVICES) {
    for (let page = 1; ; page++) {
      const path = `/api/v1/devices/events?deviceKey=${deviceKey}&page=${page}&pageSize=100`;
      const { items, total } = await admin.get<Page<LedgerRow>>(path);
      for (const row of items) if (row.channel === 'events' && row.eventId) stored.set(row.eventId, row);
      if (page * 100 >= total) break;
    }
  }
  const lost = [...acknowledged.keys()].filter((id) => !stored.has(id));
  expect(lost).toEqual([]);
  for (const id of acknowledged.keys()) expect(stored.get(id)?.alertId).toEqual(expect.any(String));
  const open = (await admin.alerts('open')).filter((alert) => alert.state !== 'resolved');
  const perElder = new Map<string, AlertView[]>();
  for (const alert of open)
    perElder.set(alert.elder?.id ?? '', [...(perElder.get(alert.elder?.id ?? '') ?? []), alert]);
  for (const cases of perElder.values()) expect(cases).toHaveLength(1);
  const pressed = open.reduce((sum, alert) => sum + alert.presses, 0);
  const raisedOrPressed = [...stored.values()].filter((row) => row.became === 'alert' || row.became === 'press').length;
  expect(pressed).toBe(raisedOrPressed);
}

describe('Killed in the middle of a burst', () => {
  it('by SIGKILL of the parent of the embedded database, five times, the house comes back with all it acknowledged', async () => {
    const random = randomOf(seed);
    for (let round = 0; round < 5; round++) {
      let stop = false;
      const bursts = DEVICES.map((key) => burst(key, () => stop));
      await pause(150 + random() * 700);
      await house.process.kill9();
      stop = true;
      await Promise.all(bursts);
      house = await startStandalone(folder.path);
      await checkNothingLost();
    }
    expect(acknowledged.size).toBeGreaterThan(20);
  }, 240_000);

  it('by SIGKILL of the database server, the running house loses nothing and goes on by itself', async () => {
    const before = acknowledged.size;
    let stop = false;
    const bursts = DEVICES.map((key) => burst(key, () => stop));
    await pause(400);
    process.kill(await postmasterOf(folder.path), 'SIGKILL');
    stop = true;
    await Promise.all(bursts);
    await until('the house to be ready again', async () => (await fetch(`${house.http}/health/ready`)).ok, 60_000);
    const device = await until(
      'a device to press again',
      () => Device.connect(house.mqtt, { key: 'demo-sos-1' }).catch(() => null),
      30_000,
    );
    await until('an acknowledged press', async () => {
      const id = `k${seed}-after-${++counter}`;
      const answer = await Promise.race([device.press(id).then(() => true), pause(3_000).then(() => false)]).catch(
        () => false,
      );
      if (answer) acknowledged.set(id, 'demo-sos-1');
      return answer;
    });
    await device.client.endAsync(true);
    expect(acknowledged.size).toBeGreaterThan(before);
    await checkNothingLost();
  }, 180_000);

  it('by SIGKILL of one backend after the other, nothing acknowledged is lost', async () => {
    let stop = false;
    const bursts = DEVICES.map((key) => burst(key, () => stop));
    const client = new pg.Client({ connectionString: await databaseUrlOf(folder.path) });
    await client.connect();
    for (let i = 0; i < 10; i++) {
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend' ORDER BY random() LIMIT 2`,
      );
      await pause(100);
    }
    await client.end();
    stop = true;
    await Promise.all(bursts);
    await until('the house to be ready again', async () => (await fetch(`${house.http}/health/ready`)).ok, 30_000);
    await checkNothingLost();
  }, 120_000);
});

describe('npm start', () => {
  it('killed with its whole process group starts again with everything it acknowledged', async () => {
    await house.process.stop();
    const start = (): RunningProcess =>
      new RunningProcess(
        'npm start',
        spawn('npm', ['start', '--silent'], {
          cwd: ROOT,
          env: {
            ...process.env,
            DATA_DIR: folder.path,
            HTTP_PORT: '0',
            MQTT_PORT: '0',
            LOG_LEVEL: 'warn',
            NODE_OPTIONS: '',
          },
          stdio: ['ignore', 'pipe', 'pipe'],
          detached: true,
        }),
      );
    const first = start();
    const ready = await first.line(/^ready http=(\S+) mqtt=(\S+)$/m);
    house = { ...house, http: ready[1] ?? '', mqtt: ready[2] ?? '' };
    let stop = false;
    const bursts = DEVICES.map((key) => burst(key, () => stop));
    await pause(500);
    process.kill(-first.pid, 'SIGKILL');
    stop = true;
    await Promise.all(bursts);
    await first.exited();
    const again = start();
    const readyAgain = await again.line(/^ready http=(\S+) mqtt=(\S+)$/m);
    house = { ...house, process: again, http: readyAgain[1] ?? '', mqtt: readyAgain[2] ?? '' };
    await checkNothingLost();

    // The app stops when its launcher disappears: npm alone is killed, nothing else.
    process.kill(again.pid, 'SIGKILL');
    await until(
      'the pages to be gone',
      () =>
        fetch(`${house.http}/health/live`).then(
          () => false,
          () => true,
        ),
      20_000,
    );
    house = await startStandalone(folder.path);
    await checkNothingLost();
  }, 180_000);
});

async function postmasterOf(dataDir: string): Promise<number> {
  const { readFileSync } = await import('node:fs');
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function databaseUrlOf(dataDir: string): Promise<string> {
  const { readFileSync, readdirSync } = await import('node:fs');
  const pid = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const passwordFile = readdirSync(dataDir).find((name) => name.includes('password')) ?? '';
  const password = readFileSync(join(dataDir, passwordFile), 'utf8').trim();
  return `postgres://yinling:${password}@127.0.0.1:${pid[3]}/yinling`;
}
