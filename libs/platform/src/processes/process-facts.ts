// What can be known of another process: whether it lives, when it began (pids are used again), what it runs.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque text, equal only for the same process; null where the machine does not tell. */
  startedAt: string | null;
}

/** `null` if no such process lives; a zombie does not live. */
export function identityOf(pid: number): ProcessIdentity | null {
  if (!answersToSignals(pid)) return null;
  const stat = linuxStat(pid);
  if (stat)
    return stat.state === 'Z' || stat.state === 'X' ? null : { pid, startedAt: `${bootId()}/${stat.startTicks}` };
  const listed = ps(pid, 'stat=,lstart=');
  if (listed === null) return { pid, startedAt: null };
  if (listed === '' || listed.startsWith('Z')) return null;
  return { pid, startedAt: listed.replace(/^\S+\s+/, '') };
}

export const isAlive = (pid: number): boolean => identityOf(pid) !== null;

/** True if exactly this process still lives, not a later one with its pid. */
export function stillLives(known: ProcessIdentity): boolean {
  const now = identityOf(known.pid);
  if (!now) return false;
  return known.startedAt === null || now.startedAt === null || known.startedAt === now.startedAt;
}

/** The command line, words joined by spaces; empty if unknown. */
export function commandOf(pid: number): string {
  const raw = readOrNull(`/proc/${pid}/cmdline`);
  return raw !== null ? raw.split('\0').join(' ').trim() : (ps(pid, 'args=') ?? '');
}

/** The folder that the process stands in; null if unknown. */
export function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** The parent's pid; null if unknown or gone. */
export function parentOf(pid: number): number | null {
  const parent = linuxStat(pid)?.parent ?? Number(ps(pid, 'ppid=') || Number.NaN);
  return Number.isInteger(parent) ? parent : null;
}

/** Waits until `gone` tells true; false if it did not within `ms`. */
export async function waitUntil(gone: () => boolean, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; ;) {
    if (gone()) return true;
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** The code of a system error (`EEXIST`); by shape, because Jest runs specs in a realm with an Error of its own. */
export function errorCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

function answersToSignals(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function linuxStat(pid: number): { state: string; parent: number; startTicks: string } | null {
  const raw = readOrNull(`/proc/${pid}/stat`);
  if (raw === null) return null;
  // The name in brackets may hold spaces and brackets: fields are counted behind the last one.
  const fields = raw.slice(raw.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1]), startTicks: fields[19] ?? '' };
}

let boot: string | null = null;
function bootId(): string {
  boot ??= readOrNull('/proc/sys/kernel/random/boot_id')?.slice(0, 8) ?? '';
  return boot;
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** One line of ps; '' if it lists no such process, null if there is no ps. */
function ps(pid: number, columns: string): string | null {
  try {
    const fields = columns.split(',').flatMap((column) => ['-o', column]);
    return execFileSync('ps', [...fields, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' },
    }).trim();
  } catch (error) {
    return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
      ? ''
      : null;
  }
}
