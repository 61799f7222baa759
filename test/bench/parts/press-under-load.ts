// Press to the operator's socket under telemetry at half of capacity, and in a storm: everything the brokers can push.
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Part } from '../bench.ts';
import { percentile, type Figure } from '../figures.ts';
import { openConsole } from '../load/listeners.ts';
import { Buttons, type Pressed } from '../load/presser.ts';
import type { DeviceAccount } from '../load/sender.ts';
import { capacity } from './embedded-ingest.ts';

const MB = 1024 * 1024;
const STORM_WINDOW = 20;

interface UnderLoad {
  presses: number[];
  /** Acknowledged, but not stored or not shown. */
  lost: number;
  peakBytes: number;
  telemetryPerSecond: number;
}

async function pressUnder(
  bench: Bench,
  pressers: DeviceAccount[],
  senders: DeviceAccount[],
  rate: number | null,
): Promise<UnderLoad> {
  const { house } = bench;
  const { http, mqtt } = await house.up();
  await house.clear();
  const buttons = await Buttons.connect(mqtt, pressers);
  const console = await openConsole(http, await house.token('operator'));
  const load = await bench.load(mqtt, senders);
  const gapMs = 100;
  const seconds = Math.ceil((pressers.length * gapMs) / 1000) + 2;
  let peakBytes = 0;
  const watch = setInterval(() => (peakBytes = Math.max(peakBytes, house.residentBytes())), 200);
  try {
    const loaded = load.order(
      rate === null
        ? { do: 'flood', seconds, warmUpSeconds: 1, window: STORM_WINDOW }
        : { do: 'stream', seconds, rate },
    );
    await wait(1_500);
    const pressed: Promise<Pressed>[] = [];
    for (const { key } of pressers) {
      pressed.push(buttons.press(key, console));
      await wait(gapMs);
    }
    const presses = await Promise.all(pressed);
    const report = await loaded;
    const { rows } = await house.settled('telemetry', report.totalAcked);
    const events = await house.count('device_events');
    return {
      presses: presses.map((press) => press.toConsoleMs),
      lost: Math.max(0, report.totalAcked - rows) + Math.max(0, pressers.length - events) + report.broken,
      peakBytes,
      telemetryPerSecond: report.acked / report.seconds,
    };
  } finally {
    clearInterval(watch);
    load.stop();
    console.close();
    await buttons.end();
  }
}

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  await house.up();
  const pressers = await house.pressers(bench.either(200, 80));
  const pressing = new Set(pressers.map((device) => device.key));
  const others = (await house.devices(2_900)).filter((device) => !pressing.has(device.key));
  // Right before: how much else this machine does changes by the minute.
  const most = await capacity(bench);
  const half = await pressUnder(bench, pressers, others.slice(0, 1_000), most / 2);
  bench.say(
    `half of capacity (${Math.round(most)}/s): ${Math.round(half.telemetryPerSecond)} msg/s, p50 ${percentile(half.presses, 0.5).toFixed(1)} ms`,
  );
  const storm = await pressUnder(bench, pressers, others.slice(0, bench.either(1_500, 500)), null);
  bench.say(
    `storm: ${Math.round(storm.telemetryPerSecond)} msg/s, p50 ${percentile(storm.presses, 0.5).toFixed(1)} ms, peak ${Math.round(storm.peakBytes / MB)} MB`,
  );
  const latency = (name: string, of: UnderLoad, share: number, limit: number | null): Figure => ({
    part: 'load',
    name: `press -> operator's socket, ${name}, p${share * 100}`,
    value: percentile(of.presses, share),
    unit: 'ms',
    raw: null,
    goal: limit === null ? null : { of: 'value', bound: 'atMost', limit },
    more: { samples: of.presses.length, telemetryPerSecond: of.telemetryPerSecond },
  });
  return [
    latency('telemetry at half of capacity', half, 0.5, null),
    latency('telemetry at half of capacity', half, 0.99, 250),
    latency('storm', storm, 0.5, null),
    latency('storm', storm, 0.99, 2_000),
    {
      part: 'load',
      name: 'acknowledged and lost, both loads',
      value: half.lost + storm.lost,
      unit: 'msg',
      raw: null,
      goal: { of: 'value', bound: 'atMost', limit: 0 },
    },
    {
      part: 'load',
      name: 'memory of the whole app in the storm (ingest, api, worker)',
      value: storm.peakBytes / MB,
      unit: 'MB',
      raw: null,
      goal: { of: 'value', bound: 'atMost', limit: 512 },
    },
  ];
}

export const pressUnderLoad: Part = { name: 'load', what: "press to the operator's socket under telemetry", run };
