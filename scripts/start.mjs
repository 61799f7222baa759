// `npm start`: installs and builds what is needed, then runs the whole platform in this very process.
import './build/check-node.mjs';
import { installIfNeeded } from './build/install.mjs';
import { buildIfNeeded } from './build/build.mjs';
import { at, loadDotEnv, orRefuse, Refused } from './build/paths.mjs';

const launcher = process.ppid;

await orRefuse(async () => {
  loadDotEnv();
  await installIfNeeded();
  await buildIfNeeded();
  if (process.ppid !== launcher) throw new Refused('the launcher is gone: not starting');
  await import(at('dist', 'apps', 'standalone', 'src', 'main.js'));
});
