// Consoles that claim as fast as they can, a process of its own. Orders over IPC: connect, then claim.
import { LeanConsole } from '../load/lean-console.ts';

export type ClaimOrder = { do: 'connect'; http: string; tokens: string[] } | { do: 'claim'; alertIds: string[] };
export interface ClaimReport {
  wins: number;
  seconds: number;
  deltas: number;
  /** Of single claims, in ms. */
  latencies: number[];
}

let consoles: LeanConsole[] = [];

async function claimAll(alertIds: string[]): Promise<ClaimReport> {
  const before = consoles.reduce((sum, one) => sum + one.deltas, 0);
  const left = [...alertIds];
  const latencies: number[] = [];
  let wins = 0;
  const startedAt = performance.now();
  await Promise.all(
    consoles.map(async (console) => {
      for (let alertId = left.pop(); alertId; alertId = left.pop()) {
        const askedAt = performance.now();
        if (await console.claim(alertId)) wins++;
        latencies.push(performance.now() - askedAt);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return { wins, seconds, deltas: consoles.reduce((sum, one) => sum + one.deltas, 0) - before, latencies };
}

async function carryOut(order: ClaimOrder): Promise<ClaimReport> {
  if (order.do === 'claim') return claimAll(order.alertIds);
  consoles = [];
  for (const token of order.tokens) consoles.push(await LeanConsole.connect(order.http, token));
  return { wins: 0, seconds: 0, deltas: 0, latencies: [] };
}

process.on('message', (order: ClaimOrder) => {
  carryOut(order).then(
    (report) => process.send?.({ report }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
