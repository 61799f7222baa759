// One instance per DATA_DIR: run.json names who holds it, and where its doors are (press and simulate read it).
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefused, errorCode, signal, stillLives, waitUntil, type ProcessIdentity } from '#libs/platform';

export interface RunRecord extends ProcessIdentity {
  /** Who started it; when one of them is gone, nobody wants it any more. */
  launchers: ProcessIdentity[];
  state: 'starting' | 'running' | 'stopping';
  /** Addresses without trailing slash; null until they are chosen. */
  http: string | null;
  mqtt: string | null;
  demo: boolean;
  /** RFC 3339. */
  since: string;
}

export interface RunFile {
  update(change: Partial<Pick<RunRecord, 'state' | 'http' | 'mqtt' | 'demo'>>): void;
  remove(): void;
}

export interface Patience {
  /** How long a holder that is stopping is waited for, in ms. */
  stopping: number;
  /** How long a holder may take to say that it is stopping, in ms. */
  tellsIt: number;
  /** How long an orphan may take to stop when told to, in ms, before it is killed. */
  orphan: number;
}
const PATIENCE: Patience = { stopping: 20_000, tellsIt: 1_000, orphan: 10_000 };

const fileIn = (dataDir: string): string => join(dataDir, 'run.json');

/** Takes the folder for this process. Throws StartRefused naming the holder if a living one wants it. */
export async function takeDataDir(
  dataDir: string,
  self: ProcessIdentity,
  launchers: ProcessIdentity[],
  say: (line: string) => void,
  patience: Patience = PATIENCE,
): Promise<RunFile> {
  mkdirSync(dataDir, { recursive: true });
  const record: RunRecord = {
    ...self,
    launchers,
    state: 'starting',
    http: null,
    mqtt: null,
    demo: false,
    since: new Date().toISOString(),
  };
  const began = Date.now();
  for (let told = false; ;) {
    if (create(dataDir, record)) break;
    const holder = readRun(dataDir);
    if (!holder || !stillLives(holder)) {
      setAside(dataDir, holder, self.pid);
      continue;
    }
    if (holder.state !== 'stopping' && isOrphan(holder)) {
      say(`ending the instance that nobody holds any more (pid ${holder.pid})`);
      await end(holder, patience.orphan);
      continue;
    }
    const waited = Date.now() - began;
    if (waited > (holder.state === 'stopping' ? patience.stopping : patience.tellsIt))
      throw new StartRefused(inUse(dataDir, holder));
    if (holder.state === 'stopping' && !told) say(`waiting for the instance that is stopping (pid ${holder.pid})`);
    told ||= holder.state === 'stopping';
    await wait(50);
  }
  return runFile(dataDir, record);
}

/** Null if there is none, or none that can be read. */
export function readRun(dataDir: string): RunRecord | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunRecord;
  } catch {
    return null;
  }
}

function runFile(dataDir: string, record: RunRecord): RunFile {
  const isOurs = (): boolean => readRun(dataDir)?.pid === record.pid;
  return {
    update: (change) => {
      Object.assign(record, change);
      if (!isOurs()) return;
      writeFileSync(`${fileIn(dataDir)}.${record.pid}`, text(record));
      renameSync(`${fileIn(dataDir)}.${record.pid}`, fileIn(dataDir));
    },
    remove: () => {
      if (isOurs()) rmSync(fileIn(dataDir), { force: true });
    },
  };
}

/** A link is made or not, never half: of two starts at once one wins. */
function create(dataDir: string, record: RunRecord): boolean {
  const own = `${fileIn(dataDir)}.${record.pid}`;
  writeFileSync(own, text(record));
  try {
    linkSync(own, fileIn(dataDir));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes the record of a dead holder, unless another start has replaced it meanwhile: then it is put back. */
function setAside(dataDir: string, dead: RunRecord | null, pid: number): void {
  const aside = `${fileIn(dataDir)}.old-${pid}`;
  try {
    renameSync(fileIn(dataDir), aside);
    const moved = JSON.parse(readFileSync(aside, 'utf8')) as RunRecord;
    if (moved.pid !== dead?.pid) linkSync(aside, fileIn(dataDir));
  } catch {
    // Gone already, or unreadable: either way there is nothing to give back.
  } finally {
    rmSync(aside, { force: true });
  }
}

const isOrphan = (holder: RunRecord): boolean => holder.launchers.some((launcher) => !stillLives(launcher));

async function end(holder: RunRecord, ms: number): Promise<void> {
  signal(holder.pid, 'SIGTERM');
  if (await waitUntil(() => !stillLives(holder), ms)) return;
  signal(holder.pid, 'SIGKILL');
  await waitUntil(() => !stillLives(holder), 5_000);
}

const inUse = (dataDir: string, holder: RunRecord): string =>
  `DATA_DIR ${dataDir} is in use by process ${holder.pid}, ${holder.state} since ${holder.since}` +
  `${holder.http ? ` at ${holder.http}` : ''}: stop it first (kill ${holder.pid}), or set another DATA_DIR`;

const text = (record: RunRecord): string => `${JSON.stringify(record, null, 2)}\n`;
