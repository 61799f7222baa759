// Builds the server and the pages when their sources are not those of the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { underLock } from './lock.mjs';
import { at, ROOT, say } from './paths.mjs';
import { mustRun } from './run.mjs';

const PARTS = {
  server: {
    what: 'the server',
    sources: ['apps', 'libs', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'],
    skip: (path) => path.startsWith('apps/web/'),
    product: 'dist/apps/standalone/src/main.js',
    build: buildServer,
  },
  web: {
    what: 'the pages',
    sources: ['apps/web', 'libs/contracts', 'package-lock.json'],
    skip: () => false,
    product: 'dist/apps/web/index.html',
    build: buildWeb,
  },
};

/** `parts`: 'server', 'web' or both. */
export async function buildIfNeeded(parts = ['server', 'web']) {
  if (parts.every((part) => isBuilt(PARTS[part], part))) return;
  mkdirSync(at('dist'), { recursive: true });
  await underLock(at('dist', '.build.lock'), async () => {
    for (const name of parts) {
      const part = PARTS[name];
      // Another start may have built it while we waited.
      if (isBuilt(part, name)) continue;
      say(`building ${part.what} …`);
      const stamp = digest(part);
      await part.build();
      writeFileSync(stampFile(name), stamp);
    }
  });
}

const stampFile = (name) => at('dist', `.built-${name}`);

function isBuilt(part, name) {
  return (
    existsSync(at(part.product)) &&
    existsSync(stampFile(name)) &&
    readFileSync(stampFile(name), 'utf8') === digest(part)
  );
}

function digest(part) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of part.sources.flatMap((source) => filesOf(at(source)))) {
    const path = relative(ROOT, file);
    if (part.skip(path) || /\.spec\.ts$/.test(path)) continue;
    hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => (name === 'node_modules' ? [] : filesOf(join(path, name))));
}

async function buildServer() {
  // Without its products the compiler's memory of them would make it emit nothing.
  if (!existsSync(at(PARTS.server.product))) rmSync(at('dist', '.tsbuildinfo-build'), { force: true });
  await mustRun('building the server', process.execPath, [
    at('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    at('tsconfig.build.json'),
  ]);
  for (const folder of ['apps', 'libs']) removeOrphans(at('dist', folder));
}

/** What an earlier build made of sources that are gone (a migration that was renamed would run twice). */
function removeOrphans(folder) {
  for (const file of filesOf(folder)) {
    const path = relative(at('dist'), file);
    const source = /^(.*)\.js(\.map)?$/.exec(path)?.[1];
    if (source && !path.startsWith('apps/web/') && !existsSync(at(`${source}.ts`))) rmSync(file);
  }
}

async function buildWeb() {
  const vite = at('node_modules', 'vite', 'bin', 'vite.js');
  await mustRun(
    'building the pages',
    process.execPath,
    [vite, 'build', '-c', at('apps', 'web', 'vite.config.ts'), '--logLevel', 'warn'],
    {
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
}
