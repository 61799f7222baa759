// Durable telemetry ingest through our own broker, everything on, beside the same broker with a hook that does nothing.
import type { Bench, Part } from '../bench.ts';
import { median, type Figure } from '../figures.ts';
import type { DeviceAccount } from '../load/sender.ts';

/** Who sends, and how much of it is under way at a time on each connection. */
interface Shape {
  name: string;
  connections: number;
  window: number;
}

/** As a town sends: each device one message, and the next one after its PUBACK. */
const TOWN: Shape = { name: '1 000 devices, one message at a time', connections: 1_000, window: 1 };
/** As gateways send what they have gathered: much of it arrives in one piece. */
const GATEWAYS: Shape = { name: '200 gateways, 20 messages under way', connections: 200, window: 20 };

/** Acknowledged messages/s of a closed loop at this address. `total`: everything that was acknowledged. */
export async function flood(
  bench: Bench,
  url: string,
  devices: DeviceAccount[],
  window: number,
  seconds: number,
): Promise<{ rate: number; total: number }> {
  const load = await bench.load(url, devices);
  try {
    const report = await load.order({ do: 'flood', seconds, warmUpSeconds: 2, window });
    if (report.broken > 0) throw new Error(`${report.broken} connections broke`);
    return { rate: report.acked / report.seconds, total: report.totalAcked };
  } finally {
    load.stop();
  }
}

/** Messages/s that a town may send at most. */
export async function capacity(bench: Bench): Promise<number> {
  const { mqtt } = await bench.house.up();
  return (await flood(bench, mqtt, await bench.house.devices(TOWN.connections), TOWN.window, 3)).rate;
}

async function run(bench: Bench): Promise<Figure[]> {
  const bare = await bench.process('bare-broker', {});
  return [await measure(bench, bare.says['mqtt'] ?? '', TOWN), await measure(bench, bare.says['mqtt'] ?? '', GATEWAYS)];
}

async function measure(bench: Bench, bareUrl: string, { name, connections, window }: Shape): Promise<Figure> {
  const { house } = bench;
  const { mqtt } = await house.up();
  const devices = await house.devices(connections);
  const rounds = bench.either(5, 2);
  const seconds = bench.either(6, 3);
  const [ours, floor, ratios]: [number[], number[], number[]] = [[], [], []];
  let [acked, stored] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    await house.clear();
    const raw = await flood(bench, bareUrl, devices, window, seconds);
    const real = await flood(bench, mqtt, devices, window, seconds);
    acked += real.total;
    stored += (await house.settled('telemetry', real.total)).rows;
    floor.push(raw.rate);
    ours.push(real.rate);
    ratios.push(real.rate / raw.rate);
    bench.say(`round ${round + 1}: ${Math.round(real.rate)}/s beside ${Math.round(raw.rate)}/s`);
  }
  if (stored < acked) throw new Error(`${acked} messages were acknowledged, but only ${stored} are stored`);
  return {
    part: 'embedded',
    name: `telemetry, embedded broker: ${name}`,
    value: median(ours),
    unit: 'msg/s',
    raw: { name: 'aedes, hook does nothing', value: median(floor) },
    goal: { of: 'ratio', bound: 'atLeast', limit: 0.5 },
    more: { ours, floor, ratios, medianOfRatios: median(ratios), connections, window, acked, stored },
  };
}

export const embeddedIngest: Part = { name: 'embedded', what: 'durable telemetry ingest, embedded broker', run };
