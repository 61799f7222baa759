// `.env.example` from the one list of settings: `node scripts/env-example.mjs` writes it, a spec compares.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { at } from './build/paths.mjs';

const HEAD = `# Every setting of Yinling, with its default. Copy to .env and remove the # of what you change:
# npm start, npm run …, docker compose read .env; what stands in the environment wins.
`;

/** `keys`: SETTING_KEYS of platform. */
export function envExample(keys) {
  const entries = Object.entries(keys).map(([name, { fallback, doc }]) => `# ${doc}\n#${name}=${fallback ?? ''}\n`);
  return [HEAD, ...entries].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await import('./typescript/register.mjs');
  const { SETTING_KEYS } = await import('../libs/platform/src/settings.ts');
  writeFileSync(at('.env.example'), envExample(SETTING_KEYS));
}
