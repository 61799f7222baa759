// Durable telemetry ingest through our own broker, everything on, beside the same broker with a hook that does nothing.
import type { Bench, Part } from '../bench.ts';
import { median, type Figure } from '../figures.ts';
import type { DeviceAccount } from '../load/sender.ts';

const CONNECTIONS = 200;
export const WINDOW = 20;

/** Acknowledged messages/s of a closed loop at this address. `total`: everything that was acknowledged. */
export async function flood(bench: Bench, url: string, devices: DeviceAccount[], seconds: number): Promise<{ rate: number; total: number }> {
  const load = await bench.load(url, devices);
  try {
    const report = await load.order({ do: 'flood', seconds, warmUpSeconds: 2, window: WINDOW });
    if (report.broken > 0) throw new Error(`${report.broken} connections broke`);
    return { rate: report.acked / report.seconds, total: report.totalAcked };
  } finally {
    load.stop();
  }
}

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  const { mqtt } = await house.up();
  const devices = await house.devices(CONNECTIONS);
  const bare = await bench.process('bare-broker', {});
  const bareUrl = bare.says['mqtt'] ?? '';
  const rounds = bench.either(5, 2);
  const seconds = bench.either(6, 3);
  const [ours, floor, ratios]: [number[], number[], number[]] = [[], [], []];
  let [acked, stored] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    await house.clear();
    const raw = await flood(bench, bareUrl, devices, seconds);
    const real = await flood(bench, mqtt, devices, seconds);
    acked += real.total;
    stored += (await house.settled('telemetry', real.total)).rows;
    floor.push(raw.rate);
    ours.push(real.rate);
    ratios.push(real.rate / raw.rate);
    bench.say(`round ${round + 1}: ${Math.round(real.rate)}/s beside ${Math.round(raw.rate)}/s`);
  }
  if (stored < acked) throw new Error(`${acked} messages were acknowledged, but only ${stored} are stored`);
  bench.capacity = median(ours);
  return [
    {
      part: 'embedded',
      name: 'telemetry, embedded broker, commit before PUBACK',
      value: median(ours),
      unit: 'msg/s',
      raw: { name: 'aedes, hook does nothing', value: median(floor) },
      goal: { of: 'ratio', bound: 'atLeast', limit: 0.5 },
      more: { ours, floor, ratios, connections: CONNECTIONS, window: WINDOW, acked, stored },
    },
  ];
}

export const embeddedIngest: Part = { name: 'embedded', what: 'durable telemetry ingest, embedded broker', run };
