// `npm test`: everything that must hold, with true counts. `npm test -- --only unit,db` runs some stages (see --list).
import './build/check-node.mjs';
import { installIfNeeded } from './build/install.mjs';
import { buildIfNeeded } from './build/build.mjs';
import { Refused, say } from './build/paths.mjs';
import { STAGES } from './test/stages.mjs';
import { Tally } from './test/tally.mjs';

const tally = new Tally();
const args = process.argv.slice(2);

try {
  if (args.includes('--list')) {
    for (const { name, what } of STAGES) say(`${name.padEnd(12)} ${what}`);
  } else {
    await runStages(chosen(args));
  }
} catch (error) {
  say(error instanceof Refused ? error.message : (error?.stack ?? String(error)));
  tally.failed('the test run itself');
} finally {
  if (!args.includes('--list')) process.stdout.write(`${tally.report(say)}\n`);
  process.exitCode = tally.isGreen ? 0 : 1;
}

async function runStages(stages) {
  await installIfNeeded();
  if (stages.some((stage) => stage.needsBuild)) await buildIfNeeded();
  for (const group of groupsOf(stages)) {
    const waiting = [...group];
    const lane = async () => {
      for (let stage = waiting.shift(); stage; stage = waiting.shift()) await runStage(stage);
    };
    await Promise.all([lane(), lane()]);
  }
}

/** Neighbours of one group share the cores, two at a time; every other stage has the machine to itself. */
function groupsOf(stages) {
  const groups = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (stage.group && last?.[0].group === stage.group) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

async function runStage(stage) {
  const began = performance.now();
  say(`\n── ${stage.name}: ${stage.what}`);
  try {
    await stage.run(tally.of(stage.name));
  } catch (error) {
    // A stage that crashes is a failure, and the others are run all the same.
    say(error instanceof Refused ? error.message : (error?.stack ?? String(error)));
    tally.of(stage.name).failed('crashed');
  }
  say(`── ${stage.name}: ${tally.of(stage.name).summary} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

function chosen(given) {
  const at = given.indexOf('--only');
  if (at < 0) {
    if (given.length > 0)
      throw new Refused(`unknown: ${given.join(' ')} (npm test -- --only ${STAGES.map(({ name }) => name).join(',')})`);
    return STAGES;
  }
  const names = (given[at + 1] ?? '').split(',').filter(Boolean);
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (names.length === 0 || unknown.length > 0) {
    throw new Refused(
      `no such stage: ${unknown.join(', ') || '(none named)'}; there are ${STAGES.map(({ name }) => name).join(', ')}`,
    );
  }
  return STAGES.filter((stage) => names.includes(stage.name));
}
