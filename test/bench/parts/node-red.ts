// What a user would pick instead: a Node-RED flow with the same database, in the same run. Only with --peers.
import type { Bench, Part } from '../bench.ts';
import type { Figure } from '../figures.ts';

async function run(bench: Bench): Promise<Figure[]> {
  await Promise.resolve();
  bench.say('later');
  return [];
}

export const nodeRed: Part = { name: 'node-red', what: 'the Node-RED flow', run };
