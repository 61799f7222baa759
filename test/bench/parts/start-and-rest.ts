// `npm start` after the first time, from the command to the ready line, and what the system holds in memory at rest.
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bench, Part } from '../bench.ts';
import { median, type Figure } from '../figures.ts';

const REST_MS = 20_000;
const MB = 1024;

/** The process and everything below it, by /proc. */
function family(roots: number[]): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = new Set(roots);
  for (let grown = true; grown;) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (found.has(parent) && !found.has(pid)) {
        found.add(pid);
        grown = true;
      }
    }
  }
  return [...found];
}

/** Proportional set size in MB: pages that processes share are counted once. */
function residentMb(pids: number[]): number {
  let kb = 0;
  for (const pid of pids) {
    try {
      kb += Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return kb / MB;
}

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  const seconds: number[] = [];
  await house.up();
  for (let round = 0; round < bench.either(5, 2); round++) {
    await house.stop();
    const startedAt = performance.now();
    await house.start();
    seconds.push((performance.now() - startedAt) / 1000);
  }
  await wait(bench.either(REST_MS, 5_000));
  const [app, database] = [family([house.pid]), family([house.databasePid])];
  const all = residentMb([...new Set([...app, ...database])]);
  return [
    {
      part: 'start',
      name: 'start after the first time to the ready line',
      value: median(seconds),
      unit: 's',
      raw: null,
      goal: { of: 'value', bound: 'atMost', limit: 8 },
      more: { seconds },
    },
    {
      part: 'start',
      name: 'memory of the whole embedded system at rest (PSS)',
      value: all,
      unit: 'MB',
      raw: null,
      goal: { of: 'value', bound: 'atMost', limit: 500 },
      more: { app: residentMb(app), database: residentMb(database), processes: app.length + database.length },
    },
  ];
}

export const startAndRest: Part = { name: 'start', what: 'second start, memory at rest', run };
