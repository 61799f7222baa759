// `npm run build`: server and pages, if their sources have changed since the last build.
import './build/check-node.mjs';
import { buildIfNeeded } from './build/build.mjs';
import { installIfNeeded } from './build/install.mjs';
import { orRefuse } from './build/paths.mjs';

await orRefuse(async () => {
  await installIfNeeded();
  await buildIfNeeded();
});
