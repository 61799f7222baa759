// `npm run bench -- [--only part,…] [--quick] [--peers]`: builds the server and the bench if needed, then measures.
import './build/check-node.mjs';
import { installIfNeeded } from './build/install.mjs';
import { buildIfNeeded } from './build/build.mjs';
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
  const { code } = await run(process.execPath, [at('dist', 'test', 'bench', 'main.js'), ...process.argv.slice(2)]);
  process.exitCode = code ?? 1;
});
