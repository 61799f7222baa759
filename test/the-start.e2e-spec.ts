// Starting and stopping the embedded default: one instance a folder, ports that give way, nothing left running.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person } from './support/people.ts';
import { ROOT, RunningProcess, startApp, temporaryFolder, type Environment } from './support/processes.ts';
import { startStandalone, type Standalone } from './support/standalone.ts';
import { until } from './support/waiting.ts';

const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
const ends: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const end of ends.reverse()) await end();
  folder.remove();
});

const start = async (env: Environment = {}): Promise<Standalone> => {
  const house = await startStandalone(dataDir, env);
  ends.push(() => house.process.stop());
  return house;
};
const refused = async (env: Environment): Promise<RunningProcess> => {
  const process = startApp('standalone', { DATA_DIR: dataDir, HTTP_PORT: '0', MQTT_PORT: '0', ...env });
  await process.exited();
  return process;
};
const runRecord = (): { pid: number; http: string; mqtt: string } =>
  JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { pid: number; http: string; mqtt: string };
const serverPid = (): number | null => {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
};
/** A process that has ended and waits for somebody to ask how does not live. */
const lives = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

describe('A start', () => {
  let house: Standalone;

  beforeAll(async () => {
    house = await start();
  });

  it('says on stdout one ready line with the doors that it has, first of all, then accounts and a command', () => {
    const lines = house.process.stdout.split('\n');
    expect(lines[0]).toBe(`ready http=${house.http} mqtt=${house.mqtt}`);
    expect(lines.filter((line) => line.startsWith('ready '))).toHaveLength(1);
    expect(house.process.stdout).toContain('operator-hushan');
    expect(house.process.stdout).toContain('Yinling@2025');
    expect(runRecord()).toMatchObject({ pid: house.process.pid, http: house.http, mqtt: house.mqtt });
  });

  it('tells a command that can be copied: it presses a button and the platform answers', async () => {
    const command = /^ {2}Press +(?<command>\S.*)$/m.exec(house.process.stdout)?.groups?.['command'] ?? 'false';
    const press = new RunningProcess(
      'press',
      spawn('sh', ['-c', command], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    await press.exited();
    expect([press.exitCode, press.stdout]).toEqual([
      0,
      expect.stringMatching(/receipt \d+ ms after the press: alert \d{6}-\d{5}/),
    ]);
  });

  it('in demo mode is for this machine alone', () => {
    expect(new URL(house.http).hostname).toBe('127.0.0.1');
    const listening = readFileSync('/proc/net/tcp', 'utf8');
    const port = Number(new URL(house.http).port).toString(16).toUpperCase().padStart(4, '0');
    expect(listening).toMatch(new RegExp(` 0100007F:${port} 00000000:0000 0A `));
    expect(listening).not.toMatch(new RegExp(` 00000000:${port} `));
  });

  it('in a folder that is in use is refused, and the holder named', async () => {
    const second = await refused({});
    expect(second.exitCode).toBe(1);
    expect(second.stdout).toBe('');
    expect(second.stderr).toContain(`is in use by process ${house.process.pid}`);
    expect(second.stderr).toContain(house.http);
    expect(house.process.running).toBe(true);
  });

  // How soon it is ready is measured by the bench.
  it('while the last one is still stopping waits for it and has everything', async () => {
    const [before, last] = [await deviceCount(house), house.process];
    last.child.kill('SIGINT');
    house = await start();
    expect(last.exitCode).toBe(0);
    expect(await deviceCount(house)).toBe(before);
    expect(house.process.stderr).not.toContain('loading the demo county');
  });

  it('that is stopped leaves nothing running and no record', async () => {
    const server = serverPid();
    expect(server !== null && lives(server)).toBe(true);
    await house.process.stop();
    expect(house.process.exitCode).toBe(0);
    expect([existsSync(join(dataDir, 'run.json')), serverPid(), lives(server ?? 0)]).toEqual([false, null, false]);
  });
});

describe('A setting', () => {
  let holder: Server;
  let taken: string;

  beforeAll(async () => {
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    taken = String((holder.address() as AddressInfo).port);
    ends.push(() => new Promise((resolve) => holder.close(resolve)));
  });

  it('that is wrong stops the start: every wrong key is named in one line, without a stack', async () => {
    const process = await refused({ HTTP_PORT: 'eighty', MQTT_URL: 'nowhere', LEASE_MS: '-1' });
    expect([process.exitCode, process.stdout]).toEqual([1, '']);
    expect(process.stderr.trim().split('\n')).toHaveLength(1);
    expect(process.stderr).toMatch(/HTTP_PORT .*MQTT_URL .*LEASE_MS /);
  });

  it('that names a port which is taken stops the start', async () => {
    const process = await refused({ MQTT_PORT: taken });
    expect(process.exitCode).toBe(1);
    expect(process.stderr).toContain(`MQTT_PORT ${taken} is taken`);
  });
});

describe('The house', () => {
  it('stops when the process that started it is killed', async () => {
    const main = join(ROOT, 'dist', 'apps', 'standalone', 'src', 'main.js');
    const launcher = spawn('sh', ['-c', `"${process.execPath}" "${main}" & wait`], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, HTTP_PORT: '0', MQTT_PORT: '0', LOG_LEVEL: 'warn' },
    });
    const output = createInterface({ input: launcher.stdout });
    await new Promise((resolve) => output.once('line', resolve));
    const { pid } = runRecord();
    const server = serverPid() ?? 0;
    expect(pid).not.toBe(launcher.pid);
    launcher.kill('SIGKILL');
    await until('the house to stop with its launcher', () => !lives(pid) && !lives(server));
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
    output.close();
  });

  it('takes the place of an orphan that does not stop by itself', async () => {
    const launcher = spawn('sh', ['-c', `"${process.execPath}" dist/apps/standalone/src/main.js & wait`], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, HTTP_PORT: '0', MQTT_PORT: '0', LOG_LEVEL: 'warn' },
    });
    const output = createInterface({ input: launcher.stdout });
    await new Promise((resolve) => output.once('line', resolve));
    const orphan = runRecord().pid;
    // Stopped by the signal that cannot be handled, it sees neither the end of its launcher nor our SIGTERM.
    process.kill(orphan, 'SIGSTOP');
    launcher.kill('SIGKILL');
    const house = await start();
    expect(lives(orphan)).toBe(false);
    expect(runRecord().pid).toBe(house.process.pid);
    output.close();
    await house.process.stop();
  });

  it('with DEMO=false starts empty, nobody can sign in with the public password, and a command makes the first account', async () => {
    const empty = temporaryFolder();
    const house = await startStandalone(empty.path, { DEMO: 'false', HOST: '127.0.0.1' });
    ends.push(() => house.process.stop().then(() => empty.remove()));
    expect(house.process.stdout).not.toContain('Yinling@2025');
    const answer = await signIn(house);
    expect(answer.status).toBe(401);
    const args = ['--username', 'first', '--role', 'admin'];
    const command = startApp('api', { DATA_DIR: empty.path }, { entry: 'create-account', args });
    await command.exited();
    const password = /password (\S+)/.exec(command.stdout)?.[1] ?? command.stderr;
    expect((await Person.signIn(house.http, 'first', password)).login.account.role).toBe('admin');
    const nowhere = startApp('api', { DATA_DIR: join(empty.path, 'elsewhere') }, { entry: 'create-account', args });
    await nowhere.exited();
    expect(nowhere.exitCode).not.toBe(0);
    expect(nowhere.stderr).toMatch(/^.*no database: set DATABASE_URL, or start the platform of .*$/m);
  });
});

const signIn = (house: Standalone): Promise<Response> =>
  fetch(`${house.http}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: 'Yinling@2025' }),
  });

async function deviceCount(house: Standalone): Promise<number> {
  const { token } = (await (await signIn(house)).json()) as { token: string };
  const answer = await fetch(`${house.http}/api/v1/devices`, { headers: { authorization: `Bearer ${token}` } });
  const { total } = (await answer.json()) as { total: number };
  expect(total).toBeGreaterThan(0);
  return total;
}
