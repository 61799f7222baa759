// Escalation timers: how late a step fires while 10 000 are pending, raised over the ten seconds that each of them waits.
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Part } from '../bench.ts';
import { percentile, type Figure } from '../figures.ts';
import { raiseCases } from '../provision.ts';

const PENDING = 10_000;
const DUE_MS = 10_000;
const BATCHES = 100;

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  await house.up();
  await house.clear();
  const startedAt = performance.now();
  for (let batch = 0; batch < BATCHES; batch++) {
    await raiseCases(house, PENDING / BATCHES, DUE_MS, true);
    await wait(Math.max(0, startedAt + ((batch + 1) * (DUE_MS - 1_000)) / BATCHES - performance.now()));
  }
  const [pending] = await house.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM alert_steps WHERE done_at IS NULL',
  );
  const fired = await house.settled(`(SELECT 1 FROM alert_steps WHERE outcome = 'fired') AS fired`, PENDING);
  const rows = await house.query<{ ms: string }>(
    `SELECT extract(epoch FROM done_at - due_at) * 1000 AS ms FROM alert_steps WHERE outcome = 'fired'`,
  );
  const errors = rows.map((row) => Number(row.ms));
  await house.clear();
  if (fired.rows < PENDING) throw new Error(`only ${fired.rows} of ${PENDING} steps have fired`);
  const figure = (share: number, limit: number | null): Figure => ({
    part: 'timers',
    name: `escalation timers, ${PENDING} pending: lateness, p${share * 100}`,
    value: percentile(errors, share),
    unit: 'ms',
    raw: null,
    goal: limit === null ? null : { of: 'value', bound: 'atMost', limit },
    more: { pendingAtPeak: pending?.n ?? 0, earliest: Math.min(...errors), latest: percentile(errors, 1) },
  });
  return [figure(0.5, null), figure(0.99, 1_000)];
}

export const timers: Part = { name: 'timers', what: `escalation timers with ${PENDING} pending`, run };
