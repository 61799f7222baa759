// Press to the operator's socket while nothing else happens, beside the floor: aedes, one durable commit, a bare websocket.
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Part } from '../bench.ts';
import { percentile, type Figure } from '../figures.ts';
import { openBareSocket, openConsole } from '../load/listeners.ts';
import { Buttons } from '../load/presser.ts';

const GAP_MS = 15;
const WARM_UP = 40;

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  const { http, mqtt } = await house.up();
  await house.clear();
  const devices = await house.pressers(WARM_UP + bench.either(400, 120));
  const floor = await bench.process('bare-broker', { FLOOR_DATABASE_URL: await house.rawDatabase() });
  const [real, bare] = [await Buttons.connect(mqtt, devices), await Buttons.connect(floor.says['mqtt'] ?? '', devices)];
  const [console, socket] = [
    await openConsole(http, await house.token('operator')),
    await openBareSocket(floor.says['ws'] ?? ''),
  ];
  const ours: number[] = [];
  const acks: number[] = [];
  const raw: number[] = [];
  try {
    // In turns, so that what else happens on the machine happens to both.
    for (const [index, { key }] of devices.entries()) {
      const floored = await bare.press(key, socket);
      await wait(GAP_MS);
      const pressed = await real.press(key, console);
      await wait(GAP_MS);
      if (index < WARM_UP) continue;
      raw.push(floored.toConsoleMs);
      ours.push(pressed.toConsoleMs);
      acks.push(pressed.toAckMs);
    }
  } finally {
    console.close();
    socket.close();
    await Promise.all([real.end(), bare.end()]);
  }
  const figure = (share: number, limit: number): Figure => ({
    part: 'press',
    name: `press -> operator's socket, idle, p${share * 100}`,
    value: percentile(ours, share),
    unit: 'ms',
    raw: { name: 'floor', value: percentile(raw, share) },
    goal: { of: 'ratio', bound: 'atMost', limit },
    more: { samples: ours.length, pubackMs: percentile(acks, share) },
  });
  return [figure(0.5, 3), figure(0.99, 5)];
}

export const pressIdle: Part = { name: 'press', what: "press to the operator's socket, idle", run };
