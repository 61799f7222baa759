// Durable telemetry ingest behind Mosquitto, counted by rows stored, beside a subscriber with as many lanes that only counts.
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Part } from '../bench.ts';
import { median, type Figure } from '../figures.ts';
import { SETTING_KEYS } from '#libs/platform';
import type { DeviceAccount } from '../load/sender.ts';
import { startMosquitto } from '../mosquitto.ts';
import type { SubscriberOrder } from '../processes/bare-subscriber.ts';

const LANE_SECRET = 'bench-lanes';
const CONNECTIONS = 200;
const WINDOW = 20;
const WARM_UP = 15_000;

/** Messages/s from the first one sent until the last one counted (`counted` asks the receiver). */
async function rate(
  bench: Bench,
  url: string,
  devices: DeviceAccount[],
  count: number,
  counted: () => Promise<number>,
): Promise<number> {
  const load = await bench.load(url, devices);
  try {
    // A process that has just started must first have its code compiled and its statements planned.
    await load.order({ do: 'send', count: WARM_UP, window: WINDOW });
    await wait(2_000);
    const before = await counted();
    const startedAt = performance.now();
    const sent = load.order({ do: 'send', count, window: WINDOW });
    let [seen, at] = [before, startedAt];
    while (seen < before + count) {
      await wait(50);
      const now = await counted();
      if (now > seen) [seen, at] = [now, performance.now()];
      else if (performance.now() - at > 10_000) break;
    }
    await sent;
    if (seen < before + count) throw new Error(`${before + count - seen} of ${count} messages did not arrive`);
    return (seen - before) / ((at - startedAt) / 1000);
  } finally {
    load.stop();
  }
}

async function bareRate(
  bench: Bench,
  url: string,
  devices: DeviceAccount[],
  count: number,
  lanes: number,
): Promise<number> {
  const subscriber = bench.helper<SubscriberOrder, number>('bare-subscriber');
  try {
    await subscriber.order({ do: 'open', url, lanes, laneSecret: LANE_SECRET });
    return await rate(bench, url, devices, count, () =>
      subscriber.order({ do: 'count', url, lanes, laneSecret: LANE_SECRET }),
    );
  } finally {
    subscriber.stop();
  }
}

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  await house.up();
  const lanes = Number(process.env.BENCH_LANES ?? 0) || DEFAULT_LANES;
  const broker = await startMosquitto(house, LANE_SECRET, lanes);
  if (!broker) {
    bench.say('mosquitto is not on this machine: not measured');
    return [];
  }
  bench.own(broker.process);
  try {
    const devices = await house.devices(CONNECTIONS);
    const count = bench.either(60_000, 20_000);
    const [ours, raw]: [number[], number[]] = [[], []];
    for (let round = 0; round < bench.either(4, 2); round++) {
      await house.stop();
      raw.push(await bareRate(bench, broker.url, devices, count, lanes));
      await house.start({ MQTT_URL: broker.url, MQTT_LANE_SECRET: LANE_SECRET, TELEMETRY_LANES: String(lanes) });
      await house.clear();
      await wait(1_000);
      ours.push(await rate(bench, broker.url, devices, count, () => house.storedReadings()));
      const [said, stored] = [await house.storedReadings(), await house.count('telemetry')];
      if (stored < said) throw new Error(`${said} readings are said to be stored, but only ${stored} are`);
      bench.say(`round ${round + 1}: ${Math.round(ours.at(-1) ?? 0)} rows/s beside ${Math.round(raw.at(-1) ?? 0)}/s`);
    }
    return [
      {
        part: 'mosquitto',
        name: `telemetry behind Mosquitto, ${lanes} lanes, rows stored`,
        value: median(ours),
        unit: 'msg/s',
        raw: { name: 'bare subscriber, as many lanes', value: median(raw) },
        goal: { of: 'ratio', bound: 'atLeast', limit: 0.5 },
        more: { ours, raw, count, lanes },
      },
    ];
  } finally {
    await house.stop();
    await broker.stop();
  }
}

/** The default of TELEMETRY_LANES. */
const DEFAULT_LANES = SETTING_KEYS.TELEMETRY_LANES.fallback;

export const mosquittoIngest: Part = { name: 'mosquitto', what: 'durable telemetry ingest behind Mosquitto', run };
