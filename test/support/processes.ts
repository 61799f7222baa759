// The real processes of the house, started from the build as anybody would start them.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { until } from './waiting.ts';

const above = join(import.meta.dirname, '..', '..');
/** The clone; the bench runs this file from dist. */
export const ROOT = basename(above) === 'dist' ? join(above, '..') : above;
const APPS = join(ROOT, 'dist', 'apps');

/** Flags of node with which `npm start` runs. */
export const NODE_FLAGS = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));

export type Environment = Record<string, string>;

export class RunningProcess {
  stdout = '';
  stderr = '';
  exitCode: number | null | undefined;
  private readonly gone: Promise<void>;

  constructor(
    readonly name: string,
    readonly child: ChildProcess,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-200_000)));
    this.gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.exitCode = signal ? null : code;
        resolve();
      });
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.name} has not started`);
    return this.child.pid;
  }

  get running(): boolean {
    return this.exitCode === undefined;
  }

  /** SIGTERM, then SIGKILL for what does not stop within 15 s. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    await this.gone;
    clearTimeout(late);
  }

  async kill9(): Promise<void> {
    if (this.running) this.child.kill('SIGKILL');
    await this.gone;
  }

  async exited(): Promise<void> {
    await this.gone;
  }

  /** Waits for a line on stdout; fails at once with what the process said if it ends before. */
  async line(pattern: RegExp, timeoutMs = 90_000): Promise<RegExpExecArray> {
    return until(
      `${this.name} to print ${String(pattern)}`,
      () => {
        const match = pattern.exec(this.stdout);
        if (!match && !this.running) throw new Error(`${this.name} ended early:\n${this.stderr.slice(-3_000)}`);
        return match;
      },
      timeoutMs,
    );
  }
}

/** Only what a process needs: no setting of the machine leaks into a test. */
function cleanEnvironment(env: Environment): Environment {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'USER', 'LD_LIBRARY_PATH'];
  const base = Object.fromEntries(kept.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])));
  return { ...base, LOG_LEVEL: 'warn', ...env };
}

/** `app` is a folder of apps; `entry` its built file. */
export function startApp(
  app: string,
  env: Environment,
  options: { entry?: string; args?: string[] } = {},
): RunningProcess {
  const file = join(APPS, app, 'src', `${options.entry ?? 'main'}.js`);
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...(options.args ?? [])], {
    cwd: ROOT,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new RunningProcess(app, child);
}

/** A command of the machine (mosquitto, redis-server). */
export function startCommand(command: string, args: string[]): RunningProcess {
  return new RunningProcess(command, spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** A folder that the database's own system user can pass as well. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'yinling-test-'));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
