// Every migration of every lib, found by its place in the tree, so that tests need no list to be kept.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LibSchema } from '#libs/platform';

const LIBS = join(import.meta.dirname, '..', '..');

export function migrationFiles(): string[] {
  return readdirSync(LIBS)
    .map((lib) => join(LIBS, lib, 'src', 'database', 'migrations'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => /\d{13}-[\w-]+\.(ts|js)$/.test(file) && !/\.(spec|d)\.ts$/.test(file))
    .sort();
}

/** All but platform's own, which migrate() always runs. */
export async function allMigrations(): Promise<LibSchema['migrations']> {
  const files = migrationFiles().filter((file) => !file.startsWith(join(LIBS, 'platform')));
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(file).href) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isMigration));
}

const isMigration = (value: unknown): value is LibSchema['migrations'][number] =>
  typeof value === 'function' && /\d{13}$/.test(value.name);
