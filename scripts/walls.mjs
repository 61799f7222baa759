// Checks the walls of the house. `node scripts/walls.mjs [folder]`: the folder holds apps/ and libs/ (default: this clone).
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// The command line of dependency-cruiser refuses Node 20; its API runs on it.
import { cruise } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { ROOT, orRefuse, say } from './build/paths.mjs';

const { options, forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** Resolves with one line for each import through a wall: `rule: from → to`. */
export async function brokenWalls(folder = ROOT) {
  const { tsConfig, ...rest } = options;
  const { output } = await cruise(
    ['apps', 'libs', 'test'].filter((part) => existsSync(join(folder, part))),
    { ...rest, baseDir: folder, validate: true, ruleSet: { forbidden } },
    undefined,
    { tsConfig: extractTsConfig(join(ROOT, tsConfig.fileName)) },
  );
  return {
    modules: output.summary.totalCruised,
    broken: output.summary.violations.map(({ rule, from, to, cycle }) =>
      cycle ? `${rule.name}: ${from} → ${cycle.map((step) => step.name).join(' → ')}` : `${rule.name}: ${from} → ${to}`,
    ),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await orRefuse(async () => {
    const { modules, broken } = await brokenWalls(process.argv[2]);
    for (const line of broken) say(line);
    say(`${modules} modules, ${broken.length} imports through a wall`);
    if (broken.length > 0) process.exitCode = 1;
  });
}
