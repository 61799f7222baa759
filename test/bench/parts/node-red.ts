// What a user would pick instead: the Node-RED flow of test/bench/peers (MQTT in, one insert each, websocket out), on the same
// PostgreSQL and the same generator. Only with --peers, and NODE_RED_DIR naming a folder in which node-red is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ROOT, RunningProcess, freePort, temporaryFolder } from '../../support/processes.ts';
import { until } from '../../support/waiting.ts';
import type { Bench, Part } from '../bench.ts';
import { median, type Figure } from '../figures.ts';
import type { DeviceAccount } from '../load/sender.ts';

const CONNECTIONS = 200;
const WINDOW = 4;

/** Rows/s from the first message to the last row. */
async function rowsPerSecond(
  bench: Bench,
  url: string,
  devices: DeviceAccount[],
  count: number,
  rows: () => Promise<number>,
): Promise<number> {
  const load = await bench.load(url, devices);
  try {
    await load.order({ do: 'send', count: 2_000, window: WINDOW });
    await wait(2_000);
    const before = await rows();
    const startedAt = performance.now();
    const sent = load.order({ do: 'send', count, window: WINDOW });
    let [seen, at] = [before, startedAt];
    while (seen < before + count && performance.now() - at < 10_000) {
      await wait(50);
      const now = await rows();
      if (now > seen) [seen, at] = [now, performance.now()];
    }
    await sent;
    return (seen - before) / ((at - startedAt) / 1000);
  } finally {
    load.stop();
  }
}

/** Writes the flow with our addresses and starts Node-RED on it. */
async function startNodeRed(bench: Bench, program: string, mqttUrl: string, databaseUrl: string): Promise<() => void> {
  const folder = temporaryFolder();
  const peers = join(ROOT, 'test', 'bench', 'peers');
  const nodes = JSON.parse(readFileSync(join(peers, 'node-red-flows.json'), 'utf8')) as Record<string, unknown>[];
  for (const node of nodes) {
    if (node['type'] === 'mqtt-broker') node['port'] = new URL(mqttUrl).port;
    if (node['type'] === 'mqtt in') node['topic'] = 'devices/#';
    if (typeof node['func'] !== 'string') continue;
    node['func'] = node['func'].replace(
      /\{host:'127\.0\.0\.1'[^}]*max:10\}/,
      `{connectionString:'${databaseUrl}',max:10}`,
    );
  }
  writeFileSync(join(folder.path, 'flows.json'), JSON.stringify(nodes));
  const settings = readFileSync(join(peers, 'node-red-settings.cjs'), 'utf8')
    .replace(`require('pg')`, `require(${JSON.stringify(createRequire(import.meta.url).resolve('pg'))})`)
    .replace(/uiPort:\s*18800/, `uiHost:'127.0.0.1',uiPort:${await freePort()}`);
  const file = join(folder.path, 'settings.cjs');
  writeFileSync(file, settings);
  bench.own(
    new RunningProcess(
      'node-red',
      spawn(process.execPath, [program, '-s', file, '-u', folder.path], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH ?? '', HOME: folder.path },
      }),
    ),
  );
  return () => folder.remove();
}

async function run(bench: Bench): Promise<Figure[]> {
  const program = join(process.env.NODE_RED_DIR ?? '', 'node_modules', 'node-red', 'red.js');
  if (!process.env.NODE_RED_DIR || !existsSync(program))
    throw new Error('NODE_RED_DIR must name a folder in which node-red is installed');
  const { house } = bench;
  const { mqtt } = await house.up();
  const devices = await house.devices(CONNECTIONS);
  const rawUrl = await house.rawDatabase();
  const raw = new pg.Pool({ connectionString: rawUrl, max: 2 });
  await raw.query('CREATE TABLE IF NOT EXISTS ev (device text, kind text, at timestamptz, payload jsonb)');
  const stored = async (): Promise<number> =>
    (await raw.query<{ n: number }>('SELECT count(*)::int AS n FROM ev')).rows[0]?.n ?? 0;
  const broker = await bench.process('bare-broker', {});
  const brokerUrl = broker.says['mqtt'] ?? '';
  const remove = await startNodeRed(bench, program, brokerUrl, rawUrl);
  const [ours, peers]: [number[], number[]] = [[], []];
  try {
    const hello = await bench.load(brokerUrl, devices.slice(0, 1));
    await until(
      'node-red to store its first message',
      async () => {
        await hello.order({ do: 'send', count: 1, window: 1 });
        return (await stored()) > 0;
      },
      60_000,
    );
    hello.stop();
    for (let round = 0; round < bench.either(3, 1); round++) {
      peers.push(await rowsPerSecond(bench, brokerUrl, devices, bench.either(20_000, 8_000), stored));
      await house.clear();
      ours.push(
        await rowsPerSecond(bench, mqtt, devices, bench.either(60_000, 24_000), () => house.count('telemetry')),
      );
      bench.say(
        `round ${round + 1}: ${Math.round(ours.at(-1) ?? 0)} rows/s beside Node-RED's ${Math.round(peers.at(-1) ?? 0)}`,
      );
    }
  } finally {
    await raw.end();
    await bench.endPart();
    remove();
  }
  return [
    {
      part: 'node-red',
      name: 'telemetry stored, beside a Node-RED flow',
      value: median(ours),
      unit: 'row/s',
      raw: { name: 'Node-RED flow', value: median(peers) },
      goal: { of: 'ratio', bound: 'atLeast', limit: 4 },
      more: { ours, peers },
    },
  ];
}

export const nodeRed: Part = { name: 'node-red', what: 'the Node-RED flow (--peers)', run };
