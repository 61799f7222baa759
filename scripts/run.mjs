// `node scripts/run.mjs dist/apps/…/main.js [arguments]`: builds the server if needed, then runs that program in this process.
import './build/check-node.mjs';
import { pathToFileURL } from 'node:url';
import { installIfNeeded } from './build/install.mjs';
import { buildIfNeeded } from './build/build.mjs';
import { at, loadDotEnv, orRefuse, Refused } from './build/paths.mjs';

const [program, ...rest] = process.argv.slice(2);

await orRefuse(async () => {
  if (!program) throw new Refused('which program?');
  loadDotEnv();
  await installIfNeeded();
  await buildIfNeeded(['server']);
  process.argv = [process.argv[0], at(program), ...rest];
  await import(pathToFileURL(at(program)).href);
});
