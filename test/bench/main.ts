// `npm run bench`: measures the goals of docs/performance.md, each figure beside its raw limit in the same run.
import { cpus, loadavg } from 'node:os';
import { Bench, type Options, type Part } from './bench.ts';
import { isReached, lineOf, writeResults, type Figure } from './figures.ts';
import { candidates } from './parts/candidates.ts';
import { claims } from './parts/claims.ts';
import { embeddedIngest } from './parts/embedded-ingest.ts';
import { mosquittoIngest } from './parts/mosquitto-ingest.ts';
import { nodeRed } from './parts/node-red.ts';
import { priceOfSafety } from './parts/price-of-safety.ts';
import { pressIdle } from './parts/press-idle.ts';
import { pressUnderLoad } from './parts/press-under-load.ts';
import { startAndRest } from './parts/start-and-rest.ts';
import { timers } from './parts/timers.ts';

const PARTS: readonly Part[] = [
  startAndRest,
  pressIdle,
  embeddedIngest,
  nodeRed,
  priceOfSafety,
  pressUnderLoad,
  claims,
  timers,
  candidates,
  mosquittoIngest,
];

function readOptions(args: string[]): Options {
  const options: Options = { only: null, quick: false, peers: false };
  for (let at = 0; at < args.length; at++) {
    const [name, inline] = (args[at] ?? '').split('=', 2);
    if (name === '--quick') options.quick = true;
    else if (name === '--peers') options.peers = true;
    else if (name === '--only') options.only = (inline ?? args[++at] ?? '').split(',').filter(Boolean);
    else
      throw new Error(
        `unknown argument ${name}; known: --only ${PARTS.map((part) => part.name).join(',')} --quick --peers`,
      );
  }
  const unknown = options.only?.find((name) => !PARTS.some((part) => part.name === name));
  if (unknown) throw new Error(`unknown part ${unknown}; known: ${PARTS.map((part) => part.name).join(', ')}`);
  return options;
}

async function runAll(bench: Bench, isStopped: () => boolean): Promise<{ figures: Figure[]; failures: string[] }> {
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const part of PARTS) {
    const wanted = bench.options.only
      ? bench.options.only.includes(part.name)
      : part !== nodeRed || bench.options.peers;
    if (!wanted || isStopped()) continue;
    process.stderr.write(`${part.name}: ${part.what}\n`);
    try {
      for (const figure of await part.run(bench)) {
        figures.push(figure);
        process.stdout.write(`${lineOf(figure)}\n`);
      }
    } catch (error) {
      failures.push(part.name);
      process.stdout.write(
        `${part.name}: not measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    }
    await bench.endPart();
  }
  return { figures, failures };
}

async function main(): Promise<void> {
  const bench = new Bench(readOptions(process.argv.slice(2)));
  const [loadBefore = 0] = loadavg();
  if (loadBefore > cpus().length / 2) {
    process.stderr.write(
      `others use this machine (load ${loadBefore.toFixed(1)} on ${cpus().length} cores): absolute figures say little, ratios more\n`,
    );
  }
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
      void bench.close().finally(() => process.exit(1));
    });
  }
  try {
    const { figures, failures } = await runAll(bench, () => stopped);
    const missed = figures.filter((figure) => isReached(figure) === false);
    const file = writeResults(figures, bench.options, loadBefore);
    process.stdout.write(
      `\n${figures.length} figures, ${missed.length} goals missed, ${failures.length} parts not measured; written to ${file}\n`,
    );
    if (failures.length > 0) process.exitCode = 1;
  } finally {
    if (!stopped) await bench.close();
  }
}

await main();
