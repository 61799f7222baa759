// Starts the server's program: in a session of its own, its output in a log beside the data.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { StartRefused } from '../domain-error.ts';
import type { Cluster } from './cluster.ts';

const LOG_LIMIT = 10 * 1024 * 1024;

export interface Launched {
  pid: number;
  exited(): boolean;
  /** What it has written to the log since it was launched. */
  output(): string;
}

export function launch(cluster: Cluster, settings: Record<string, string>): Launched {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > LOG_LIMIT) truncateSync(cluster.logFile);
  const log = openSync(cluster.logFile, 'a', 0o600);
  const before = fstatSync(log).size;
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: cluster.folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...(cluster.runAs ? { uid: cluster.runAs.uid, gid: cluster.runAs.gid } : {}),
    },
  );
  closeSync(log);
  let gone = false;
  child.once('exit', () => (gone = true));
  child.once('error', () => (gone = true));
  child.unref();
  if (child.pid === undefined) throw new StartRefused(`cannot run ${cluster.binaries.postgres}`);
  return {
    pid: child.pid,
    exited: () => gone,
    output: () => readFileSync(cluster.logFile).subarray(before).toString('utf8').trimEnd(),
  };
}

/** A port on 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
