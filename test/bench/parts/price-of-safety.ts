// What commit-before-ack costs: the same pipeline in an ingest process of its own, with and without the promise.
import type { Bench, Part } from '../bench.ts';
import { median, type Figure } from '../figures.ts';
import type { DeviceAccount } from '../load/sender.ts';

const CONNECTIONS = 1_000;
const WINDOW = 4;

/** Rows stored per second, from the first message to the last row: what was only acknowledged does not count. */
async function rowsPerSecond(
  bench: Bench,
  devices: DeviceAccount[],
  ackFirst: boolean,
  count: number,
): Promise<number> {
  const { house } = bench;
  await house.clear();
  const { process, says } = await bench.process('ingest-variant', {
    DATABASE_URL: house.databaseUrl(),
    DATA_DIR: house.dataDir,
    INGEST_ID: 'bench',
    MQTT_PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    ACK_FIRST: String(ackFirst),
  });
  const load = await bench.load(says['mqtt'] ?? '', devices);
  try {
    await load.order({ do: 'flood', seconds: 1, warmUpSeconds: 1, window: WINDOW });
    const before = await quiet(bench);
    const startedAt = performance.now();
    const report = await load.order({ do: 'send', count, window: WINDOW });
    const done = await house.settled('telemetry', before + report.totalAcked);
    if (!ackFirst && done.rows < before + report.totalAcked) throw new Error('acknowledged, but not stored');
    return (done.rows - before) / ((done.at - startedAt) / 1000);
  } finally {
    load.stop();
    await process.stop();
  }
}

/** Rows once nothing more comes. */
async function quiet(bench: Bench): Promise<number> {
  for (let last = -1; ;) {
    const rows = await bench.house.count('telemetry');
    if (rows === last) return rows;
    last = rows;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function run(bench: Bench): Promise<Figure[]> {
  await bench.house.up();
  const devices = await bench.house.devices(CONNECTIONS);
  const rounds = bench.either(4, 2);
  const count = bench.either(120_000, 40_000);
  const [safe, unsafe]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // In turns, so that neither always comes first.
    for (const ackFirst of round % 2 === 0 ? [true, false] : [false, true]) {
      (ackFirst ? unsafe : safe).push(await rowsPerSecond(bench, devices, ackFirst, count));
    }
    bench.say(`round ${round + 1}: ${Math.round(safe.at(-1) ?? 0)}/s safe, ${Math.round(unsafe.at(-1) ?? 0)}/s unsafe`);
  }
  return [
    {
      part: 'safety',
      name: 'price of safety: commit before ack, rows stored',
      value: median(safe),
      unit: 'row/s',
      raw: { name: 'ack before commit', value: median(unsafe) },
      goal: { of: 'ratio', bound: 'atLeast', limit: 0.8 },
      more: { safe, unsafe, count },
    },
  ];
}

export const priceOfSafety: Part = { name: 'safety', what: 'commit before ack against ack before commit', run };
