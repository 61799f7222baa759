// `npm run bench -- [--only part,…] [--quick] [--peers]`: builds the server and the bench if needed, then measures.
import './build/check-node.mjs';
import { installIfNeeded } from './build/install.mjs';
import { buildIfNeeded } from './build/build.mjs';
import { readFileSync } from 'node:fs';
import { at, orRefuse } from './build/paths.mjs';
import { mustRun, run } from './build/run.mjs';

await orRefuse(async () => {
  await installIfNeeded();
  await buildIfNeeded(['server']);
  await mustRun('building the bench', process.execPath, [
    at('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    at('test', 'bench', 'tsconfig.json'),
  ]);
  // What is measured in this process runs as it does in the product.
  const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const bench = at('dist', 'test', 'bench', 'main.js');
  const { code } = await run(process.execPath, [...flags, bench, ...process.argv.slice(2)]);
  process.exitCode = code ?? 1;
});
