// A Mosquitto of our own on a free port, with the house's configuration and accounts, in a folder that goes with it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort, ROOT, startApp, startCommand, temporaryFolder, type RunningProcess } from '../support/processes.ts';
import { until } from '../support/waiting.ts';
import type { House } from './house.ts';

const PROGRAMS = [
  '/usr/sbin/mosquitto',
  '/usr/local/sbin/mosquitto',
  '/usr/bin/mosquitto',
  '/opt/homebrew/sbin/mosquitto',
];

export interface OwnMosquitto {
  url: string;
  process: RunningProcess;
  stop(): Promise<void>;
}

/** Null if the program is not on this machine. The house must run: accounts come from its device table. */
export async function startMosquitto(house: House, laneSecret: string, lanes: number): Promise<OwnMosquitto | null> {
  const program = PROGRAMS.find((path) => existsSync(path));
  if (!program) return null;
  const folder = temporaryFolder();
  const accounts = startApp(
    'ingest',
    { DATABASE_URL: house.databaseUrl(), MQTT_LANE_SECRET: laneSecret, TELEMETRY_LANES: String(lanes) },
    {
      entry: 'mosquitto-accounts',
      args: ['--out', folder.path, '--ingest', '1'],
    },
  );
  await accounts.exited();
  if (accounts.exitCode !== 0) {
    folder.remove();
    throw new Error(`mosquitto-accounts failed: ${accounts.stderr.slice(-500)}`);
  }
  const port = await freePort();
  const config = join(folder.path, 'bench.conf');
  writeFileSync(config, localConfig(folder.path, port));
  const process = startCommand(program, ['-c', config]);
  const stop = async (): Promise<void> => {
    await process.stop();
    folder.remove();
  };
  try {
    await until('mosquitto to listen', () => (process.running ? takesConnections(port) : fail(process)), 15_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `mqtt://127.0.0.1:${port}`, process, stop };
}

/** The house's configuration with this port and this folder instead of the container's. */
function localConfig(folder: string, port: number): string {
  const own = readFileSync(join(ROOT, 'mosquitto', 'mosquitto.conf'), 'utf8')
    .split('\n')
    .filter(
      (line) =>
        !/^\s*(listener|password_file|acl_file|persistence_location|log_dest|log_type|user|pid_file)\b/.test(line),
    );
  // Started as root it would become another user, who cannot read what we write.
  const user = process.getuid?.() === 0 ? ['user root'] : [];
  return [
    `listener ${port} 127.0.0.1`,
    ...user,
    ...own,
    `password_file ${folder}/passwords`,
    `acl_file ${folder}/acl`,
    `persistence_location ${folder}/`,
    'log_dest stderr',
    'log_type notice',
    'log_type error',
    '',
  ].join('\n');
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1');
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });

function fail(process: RunningProcess): never {
  throw new Error(`mosquitto ended early: ${process.stderr.slice(-1_000)}`);
}
