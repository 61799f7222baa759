// PostgreSQL refuses to run as root: then it runs as a user of the system who must be able to reach program and data.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartRefused } from '../domain-error.ts';

export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/** Who runs the server; null means: we ourselves. An existing data folder is run by its owner. */
export function serverUser(existingData: string | null): ServerUser | null {
  const me = process.getuid?.();
  if (existingData === null) return me === 0 ? systemUser() : null;
  const owner = statSync(existingData);
  if (owner.uid === me && me !== 0) return null;
  if (me !== 0) {
    throw new StartRefused(
      `${existingData} belongs to user ${owner.uid}, not to you: start as that user or as root, or set another DATA_DIR`,
    );
  }
  return { name: nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
}

/** Refuses with the remedy if the user cannot pass a folder on the way to one of the paths. */
export function refuseImpassable(user: ServerUser | null, paths: string[]): void {
  if (!user) return;
  for (const path of paths) {
    for (const folder of withAncestors(path)) {
      if (maySearch(folder, user)) continue;
      throw new StartRefused(
        `the embedded database runs as user ${user.name} (never as root), who may not enter ${folder}: ` +
          `run "chmod o+x ${folder}", or keep the program and DATA_DIR elsewhere, or start as an ordinary user`,
      );
    }
  }
}

function withAncestors(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [...withAncestors(above), path];
}

function maySearch(folder: string, user: ServerUser): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0;
}

function systemUser(): ServerUser {
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const uid = id('-u', name);
    const gid = id('-g', name);
    if (uid !== null && gid !== null && uid !== 0) return { name, uid, gid };
  }
  throw new StartRefused(
    'the embedded database cannot run as root, and there is no user postgres or nobody: start as an ordinary user',
  );
}

function id(what: '-u' | '-g', name: string): number | null {
  try {
    return Number(execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
}

function nameOf(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return String(uid);
  }
}
