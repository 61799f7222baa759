// Installs the packages when what is in node_modules is not what package-lock.json says.
import { existsSync, readFileSync } from 'node:fs';
import { at, say } from './paths.mjs';
import { mustRun } from './run.mjs';

export async function installIfNeeded() {
  if (isInstalled(at('package-lock.json'), at('node_modules', '.package-lock.json'))) return;
  say('installing packages (the first time takes a minute or two) …');
  // Development packages build the pages: they are needed even where NODE_ENV says production.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  await (npm?.endsWith('.js') ? mustRun('npm ci', process.execPath, [npm, ...args]) : mustRun('npm ci', 'npm', args));
}

/** True if every package of the lock file is there in that version (those of other machines' kinds aside). */
export function isInstalled(lockFile, installedFile) {
  if (!existsSync(installedFile)) return false;
  const wanted = packagesOf(lockFile);
  const installed = packagesOf(installedFile);
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    const there = installed[path];
    return there ? there.version === version : optional === true;
  });
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
