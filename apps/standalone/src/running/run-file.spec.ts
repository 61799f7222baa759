// One instance per DATA_DIR, whatever became of the last one.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from '#libs/platform';
import { readRun, takeDataDir, type Patience, type RunRecord } from './run-file.ts';

const QUICK: Patience = { stopping: 3_000, tellsIt: 100, orphan: 300 };

describe('A data folder', () => {
  let dataDir: string;
  let children: ChildProcess[];
  let said: string[];
  const self = identityOf(process.pid) as ProcessIdentity;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'yinling-run-'));
    children = [];
    said = [];
  });
  afterEach(() => {
    for (const child of children) {
      child.stdout?.destroy();
      child.kill('SIGKILL');
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  const take = (patience = QUICK) => takeDataDir(dataDir, self, [], (line) => said.push(line), patience);
  const aProcess = async (script = 'exec sleep 60'): Promise<ProcessIdentity> => {
    const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    if (script.includes('echo ready')) await new Promise((resolve) => child.stdout.once('data', resolve));
    return identityOf(child.pid ?? 0) as ProcessIdentity;
  };
  const heldBy = (holder: ProcessIdentity, change: Partial<RunRecord> = {}): void => {
    const record: RunRecord = {
      ...holder,
      launchers: [],
      state: 'running',
      http: 'http://127.0.0.1:3000',
      mqtt: null,
      demo: true,
      since: '2026-01-01T00:00:00.000Z',
      ...change,
    };
    writeFileSync(join(dataDir, 'run.json'), JSON.stringify(record));
  };

  it('is held by who took it, with the addresses that it announces, until it lets go', async () => {
    const run = await take();
    run.update({ state: 'running', http: 'http://127.0.0.1:3000', mqtt: 'mqtt://127.0.0.1:1883' });
    expect(readRun(dataDir)).toMatchObject({
      pid: process.pid,
      state: 'running',
      http: 'http://127.0.0.1:3000',
      mqtt: 'mqtt://127.0.0.1:1883',
    });
    run.remove();
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  });

  it('is refused while another instance runs, and the holder is named', async () => {
    const holder = await aProcess();
    heldBy(holder);
    await expect(take()).rejects.toThrow(
      `in use by process ${holder.pid}, running since 2026-01-01T00:00:00.000Z at http://127.0.0.1:3000`,
    );
    expect(isAlive(holder.pid)).toBe(true);
  });

  it('is taken over from an instance that was killed', async () => {
    heldBy({ pid: 999_999_99, startedAt: 'gone' });
    await take();
    expect(readRun(dataDir)?.pid).toBe(process.pid);
  });

  it('is not mistaken for held when another process has got the pid of a dead instance', async () => {
    const stranger = await aProcess();
    heldBy({ ...stranger, startedAt: 'an earlier start' });
    await take();
    expect(readRun(dataDir)?.pid).toBe(process.pid);
    expect(isAlive(stranger.pid)).toBe(true);
  });

  it('is waited for while its holder is stopping', async () => {
    const holder = await aProcess('trap "" TERM; echo ready; read -t 1 line; sleep 0.5');
    heldBy(holder, { state: 'stopping' });
    await take();
    expect(said).toContain(`waiting for the instance that is stopping (pid ${holder.pid})`);
    expect(readRun(dataDir)?.pid).toBe(process.pid);
  });

  it('is taken from an orphan, which is asked to stop and then killed', async () => {
    const orphan = await aProcess('trap "" TERM; echo ready; while :; do sleep 1; done');
    heldBy(orphan, { launchers: [{ pid: 99_999_998, startedAt: 'gone' }] });
    await take();
    expect(isAlive(orphan.pid)).toBe(false);
    expect(readRun(dataDir)?.pid).toBe(process.pid);
  });

  it('is taken over from a record that cannot be read', async () => {
    writeFileSync(join(dataDir, 'run.json'), '{"pid":');
    await take();
    expect(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  });
});
