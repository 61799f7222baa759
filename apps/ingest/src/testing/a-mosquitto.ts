// A real Mosquitto with the configuration that we ship, on a free port, with its files in a folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Credentials, FindDevices, hashSecret } from '#libs/devices';
import { Clock, FactWaker, makeLog, type Database } from '#libs/platform';
import { AccountWriter } from '../external/account-writer.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', '..', '..', 'mosquitto', 'mosquitto.conf');
export const LANE_SECRET = 'lane-secret';

/** Path of the program; null where the machine has none. */
export function mosquittoProgram(): string | null {
  const named = process.env['TEST_MOSQUITTO'];
  if (named !== undefined) return named || null;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'mosquitto')).find(isExecutable) ?? null;
}

export class Mosquitto {
  private process: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    readonly accounts: AccountWriter,
  ) {}

  static async start(database: Database, ingestIds: string[], telemetryLanes: number): Promise<Mosquitto> {
    const folder = mkdtempSync(join(tmpdir(), 'yl-mosquitto-'));
    mkdirSync(join(folder, 'data'));
    const port = await freePort();
    const conf = readFileSync(SHIPPED, 'utf8')
      .replace('listener 1883', `listener ${port} 127.0.0.1`)
      .replaceAll('/mosquitto/accounts/', `${folder}/`)
      .replace('/mosquitto/data/', `${folder}/data/`);
    writeFileSync(join(folder, 'mosquitto.conf'), process.getuid?.() === 0 ? `${conf}\nuser root\n` : conf);
    const credentials = new Credentials(database, new FindDevices(database, new Clock()), new FactWaker());
    const accounts = new AccountWriter(credentials, makeLog('test', 'silent'), {
      out: folder,
      pidFile: join(folder, 'mosquitto.pid'),
      lanes: { ingestIds, telemetryLanes, laneSecretHash: await hashSecret(LANE_SECRET) },
    });
    await accounts.write();
    const mosquitto = new Mosquitto(folder, port, accounts);
    await mosquitto.run();
    return mosquitto;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async run(): Promise<void> {
    const program = mosquittoProgram();
    if (!program) throw new Error('no mosquitto on this machine');
    const log: string[] = [];
    const child = spawn(program, ['-c', join(this.folder, 'mosquitto.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    this.process = child;
    for (const deadline = Date.now() + 10_000; !(await answers(this.port));) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`mosquitto did not start: ${log.join('')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy() && resolve(true)).once('error', () => resolve(false));
  });
