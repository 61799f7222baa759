// The start, step by step: one instance per folder, database, migrations, demo, ports, the three doors, the ready line.
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Database,
  SealedText,
  StartRefused,
  identityOf,
  loadSecretKeys,
  makeLog,
  openDataSource,
  poolOf,
  readSettings,
  startEmbeddedPostgres,
  type Log,
  type Settings,
} from '#libs/platform';
import { bringUpToDate } from '../../migrate/src/bring-up-to-date.ts';
import { readyLine, welcome } from './announce.ts';
import { decideDemo } from './demo-mode.ts';
import { hasDemoHelpers, loadDemoCounty } from './demo/load-demo-county.ts';
import { openDoors } from './open-doors.ts';
import { findLaunchers, watchLaunchers } from './running/launchers.ts';
import { Lifecycle, StopRequested } from './running/lifecycle.ts';
import { addressOf, choosePort, withoutSecrets } from './running/ports.ts';
import { takeDataDir, type RunFile } from './running/run-file.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Resolves when the system runs; from then on a signal or the end of the launcher stops it. Throws StartRefused. */
export async function startStandalone(): Promise<void> {
  const settings = readSettings();
  const log = makeLog('standalone', settings.LOG_LEVEL);
  const self = identityOf(process.pid) ?? { pid: process.pid, startedAt: null };
  const launchers = findLaunchers();
  const run = await takeDataDir(settings.DATA_DIR, self, launchers, say);
  const lifecycle = new Lifecycle({
    say,
    stopping: () => run.update({ state: 'stopping' }),
    exit: (code) => process.exit(code),
  });
  stopOnSignals(lifecycle, log);
  watchLaunchers(launchers, () => lifecycle.stop('the process that started this one is gone', 0));
  try {
    lifecycle.add('run.json', () => run.remove());
    await start(settings, log, run, lifecycle);
    lifecycle.running();
  } catch (error) {
    if (error instanceof StopRequested) return lifecycle.closeAndExit();
    await lifecycle.close();
    throw error;
  }
}

async function start(named: Settings, log: Log, run: RunFile, lifecycle: Lifecycle): Promise<void> {
  await refuseTakenPorts(named);
  const embedded = named.DATABASE_URL ? null : await startEmbeddedPostgres({ dataDir: named.DATA_DIR, say });
  if (embedded) lifecycle.add('the database', () => embedded.stop());
  const withDatabase: Settings = { ...named, DATABASE_URL: embedded?.url ?? named.DATABASE_URL };
  await bringUpToDate(withDatabase);
  lifecycle.checkpoint();
  const demo = await prepareDemo(withDatabase, embedded !== null);
  lifecycle.checkpoint();

  // Known passwords are for this machine alone, unless HOST says otherwise.
  const host = named.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0');
  if (demo && host !== '127.0.0.1' && host !== 'localhost' && host !== '::1') {
    say(`warning: the demo county's accounts have public passwords, and HOST=${host} lets others reach them`);
  }
  const httpPort = await choosePort(named, 'HTTP_PORT', host, null, say);
  const mqttPort = named.MQTT_URL ? named.MQTT_PORT : await choosePort(named, 'MQTT_PORT', host, httpPort, say);
  const settings: Settings = { ...withDatabase, HOST: host, HTTP_PORT: httpPort, MQTT_PORT: mqttPort, DEMO: demo };
  const http = addressOf('http', host, httpPort);
  const mqtt = named.MQTT_URL ? withoutSecrets(named.MQTT_URL) : addressOf('mqtt', host, mqttPort);

  const doors = await openDoors(settings, log);
  lifecycle.add('ingest, api and worker', () => doors.close());
  await untilReady(http, named.MQTT_URL ? null : mqtt, lifecycle);
  run.update({ state: 'running', http, mqtt, demo });
  process.stdout.write(`${readyLine(http, mqtt)}\n${welcome(http, settings, demo)}\n`);
}

/**
 * A port that was asked for by name is refused before anything is made. Where HOST is open, only the database tells the
 * address; this machine's own one is part of both. The ports are chosen when the doors open.
 */
async function refuseTakenPorts(named: Settings): Promise<void> {
  const host = named.HOST ?? '127.0.0.1';
  const http = named.named.has('HTTP_PORT') ? await choosePort(named, 'HTTP_PORT', host, null, say) : null;
  if (named.named.has('MQTT_PORT') && !named.MQTT_URL) await choosePort(named, 'MQTT_PORT', host, http, say);
}

/** True if this database holds the demo county (loading it if that is wanted). */
async function prepareDemo(settings: Settings, embedded: boolean): Promise<boolean> {
  const dataSource = await openDataSource(settings.DATABASE_URL ?? '', 2, []);
  try {
    const database = new Database(dataSource, poolOf(dataSource));
    const decision = await decideDemo(database, settings.DEMO, embedded);
    const isOlder = decision === 'loaded' && settings.DEMO !== false && !(await hasDemoHelpers(database));
    if (decision === 'load' || isOlder) {
      say(isOlder ? 'completing the demo county …' : 'loading the demo county …');
      await loadDemoCounty({ database, sealed: new SealedText(loadSecretKeys(settings)), log: say });
    }
    return decision !== 'none';
  } finally {
    await dataSource.destroy();
  }
}

/** Resolves when health says ready and the broker takes connections. */
async function untilReady(http: string, mqtt: string | null, lifecycle: Lifecycle): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await wait(50)) {
    lifecycle.checkpoint();
    if ((await answersReady(http)) && (mqtt === null || (await takesConnections(mqtt)))) return;
    if (Date.now() > deadline) throw new StartRefused(`not ready after a minute: ${http}/health/ready tells why`);
  }
}

async function answersReady(http: string): Promise<boolean> {
  try {
    const response = await fetch(`${http}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function takesConnections(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
    const answer = (yes: boolean) => (): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).setTimeout(2_000, answer(false));
  });
}

function stopOnSignals(lifecycle: Lifecycle, log: Log): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => lifecycle.stop(signal, 0));
  // Whoever read our lines may go: that is no reason to stop.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection that nobody handled'));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error that nobody caught');
    lifecycle.stop('an error that nobody caught', 1);
  });
}
