// Fifty consoles claim different alerts as fast as they can, beside raw one-row commits on fifty connections.
import type { Bench, Part } from '../bench.ts';
import { median, percentile, type Figure } from '../figures.ts';
import type { BareOrder } from '../processes/bare-claims.ts';
import type { ClaimOrder, ClaimReport } from '../processes/claimers.ts';
import { raiseCases } from '../provision.ts';

const CONSOLES = 50;
const WARM_UP = 500;
/** Nothing but claims shall happen to these cases: they were raised long ago, so nobody needs to be told of them. */
const NOT_DUE_MS = 3_600_000;

async function run(bench: Bench): Promise<Figure[]> {
  const { house } = bench;
  const { http } = await house.up();
  const count = bench.either(4_000, 1_500);
  const rounds = bench.either(3, 1);
  const operators = await house.operators(CONSOLES);
  const tokens: string[] = [];
  for (const { username } of operators) tokens.push(await house.token(username));
  const [wins, bare, raw]: [number[], number[], number[]] = [[], [], []];
  const latencies: number[] = [];
  let deltas = 0;
  for (let round = 0; round < rounds; round++) {
    const helper = bench.helper<BareOrder, { count: number; seconds: number }>('bare-claims');
    const commits = await helper.order({
      url: await house.rawDatabase(),
      connections: CONSOLES,
      seconds: bench.either(4, 2),
    });
    raw.push(commits.count / commits.seconds);

    await house.clear();
    const forBare = await raiseCases(house, count + WARM_UP, NOT_DUE_MS, false);
    const used = await helper.order({
      url: house.databaseUrl(),
      connections: CONSOLES,
      alertIds: forBare.slice(WARM_UP),
      warmUpIds: forBare.slice(0, WARM_UP),
      accountIds: operators.map((operator) => operator.id),
      dataDir: house.dataDir,
    });
    bare.push(used.count / used.seconds);
    helper.stop();

    await house.clear();
    const alertIds = await raiseCases(house, count + WARM_UP, NOT_DUE_MS, false);
    const claimers = bench.helper<ClaimOrder, ClaimReport>('claimers');
    await claimers.order({ do: 'connect', http, tokens });
    await claimers.order({ do: 'claim', alertIds: alertIds.slice(0, WARM_UP) });
    const report = await claimers.order({ do: 'claim', alertIds: alertIds.slice(WARM_UP) });
    claimers.stop();
    if (report.wins !== count) throw new Error(`${report.wins} of ${count} claims were won`);
    wins.push(report.wins / report.seconds);
    deltas += report.deltas;
    latencies.push(...report.latencies);
    bench.say(
      `round ${round + 1}: ${Math.round(wins.at(-1) ?? 0)} wins/s over sockets, ${Math.round(bare.at(-1) ?? 0)}/s bare, ${Math.round(raw.at(-1) ?? 0)} commits/s`,
    );
  }
  await house.clear();
  const beside = { name: 'raw one-row commits', value: median(raw) };
  return [
    {
      part: 'claims',
      name: `${CONSOLES} consoles claim different alerts, over sockets`,
      value: median(wins),
      unit: 'wins/s',
      raw: beside,
      goal: { of: 'ratio', bound: 'atLeast', limit: 0.5 },
      more: { wins, raw, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99), deltasSent: deltas },
    },
    {
      part: 'claims',
      name: `the same, the use case alone on ${CONSOLES} connections`,
      value: median(bare),
      unit: 'wins/s',
      raw: beside,
      goal: null,
      more: { bare },
    },
  ];
}

export const claims: Part = { name: 'claims', what: `${CONSOLES} consoles claim different alerts`, run };
