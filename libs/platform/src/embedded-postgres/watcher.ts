// A small process that outlives ours: when we are gone without a word (kill -9), it stops the server, so that nothing runs for ever.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive, signal, waitUntil } from '../processes/process-facts.ts';

const MARK = 'yinling-postgres-watcher';
const fileIn = (dataDir: string): string => join(dataDir, 'postgres-watcher.pid');

// It blocks on a pipe whose other end only our process holds: the end of the pipe is the end of our process.
const SCRIPT = `
read -r word
[ "$word" = bye ] && exit 0
sleep "$2"
pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) || exit 0
name=$(cat "/proc/$pid/comm" 2>/dev/null || ps -o comm= -p "$pid" 2>/dev/null)
case "$name" in *postgres*) kill -INT "$pid" ;; esac
`;

export interface Watcher {
  /** Ends it; the server goes on. */
  dismiss(): void;
}

/** Starts the watcher: `graceSeconds` after our process vanished, the server of `folder` is shut down (fast). */
export function startWatcher(dataDir: string, folder: string, graceSeconds: number): Watcher {
  const child = spawn('/bin/sh', ['-c', SCRIPT, MARK, folder, String(graceSeconds)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  // The pipe must not keep our process alive either.
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  child.stdin.on('error', () => undefined);
  writeFileSync(fileIn(dataDir), `${child.pid ?? ''}\n`, { mode: 0o600 });
  return {
    dismiss: () => {
      child.stdin.end('bye\n');
      rmSync(fileIn(dataDir), { force: true });
    },
  };
}

/** Ends the watcher of an earlier run, so that it does not stop the server that we are about to adopt. */
export async function endOldWatcher(dataDir: string): Promise<void> {
  let pid: number;
  try {
    pid = Number(readFileSync(fileIn(dataDir), 'utf8'));
  } catch {
    return;
  }
  if (!(pid > 0) || !commandOf(pid).includes(MARK)) return;
  signal(pid, 'SIGKILL');
  await waitUntil(() => !isAlive(pid), 5_000);
}
