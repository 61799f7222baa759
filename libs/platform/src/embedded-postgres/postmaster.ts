// The server of a data folder as its postmaster.pid tells it. The file is read, never written or deleted.
import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, folderOf, isAlive } from '../processes/process-facts.ts';

export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `stopping`, `ready`, `standby`; empty while it has written less. */
  status: string;
}

/** What the pid file says, if its process lives and really is the server of this folder. */
export function livingPostmaster(folder: string): Postmaster | null {
  const written = writtenPostmaster(folder);
  return written && isAlive(written.pid) && isServerOf(written.pid, folder) ? written : null;
}

/** What the pid file says, whoever has that pid now. */
export function writtenPostmaster(folder: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() } : null;
}

/** Server processes of this folder that still live, the last children of a dead server among them (Linux; else none known). */
export function processesOf(folder: string): number[] {
  let pids: number[];
  try {
    pids = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
  return pids.filter(
    (pid) => folderOf(pid) === realpathSync(folder) && isAlive(pid) && /postgres/.test(commandOf(pid)),
  );
}

function isServerOf(pid: number, folder: string): boolean {
  const standsIn = folderOf(pid);
  if (standsIn !== null) return standsIn === realpathSync(folder);
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(folder);
}
