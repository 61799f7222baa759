// The house as separate processes behind an external PostgreSQL, Mosquitto and Redis: what several machines run.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import {
  ROOT,
  freePort,
  startApp,
  startCommand,
  temporaryFolder,
  type Environment,
  type RunningProcess,
} from './processes.ts';
import { until } from './waiting.ts';

export const POSTGRES_URL = process.env.TEST_POSTGRES_URL ?? 'postgres://root@127.0.0.1:5432/postgres';
export const REDIS_SERVER = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

export interface SplitOptions {
  /** `embedded`: one ingest process with the broker inside. */
  broker: 'mosquitto' | 'embedded';
  ingestIds?: string[];
  apis?: number;
  env?: Environment;
}

export class SplitHouse {
  readonly ingest = new Map<string, RunningProcess>();
  readonly apis: { process: RunningProcess; http: string }[] = [];
  readonly workers: RunningProcess[] = [];
  broker: RunningProcess | null = null;
  mqtt = '';

  private constructor(
    private readonly options: SplitOptions,
    private readonly folder: { path: string; remove: () => void },
    readonly databaseUrl: string,
    readonly redis: string,
    private readonly env: Environment,
  ) {}

  static async start(options: SplitOptions): Promise<SplitHouse> {
    const folder = temporaryFolder();
    const databaseUrl = await createDatabase();
    const redisUrl = await emptyRedis();
    const env: Environment = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      DATA_DIR: folder.path,
      HOST: '127.0.0.1',
      DEMO: 'true',
      DATABASE_POOL: '10',
      ALARM_LANES: '2',
      TELEMETRY_LANES: '4',
      ENCRYPTION_KEYS: `t1:${randomBytes(32).toString('base64')}`,
      INDEX_KEY: randomBytes(32).toString('base64'),
      ...options.env,
    };
    const house = new SplitHouse(options, folder, databaseUrl, redisUrl, env);
    try {
      await house.open();
    } catch (error) {
      await house.stop();
      throw error;
    }
    return house;
  }

  get http(): string {
    return this.apis[0]?.http ?? '';
  }

  async startIngest(id: string): Promise<void> {
    const port = await freePort();
    const env = { ...this.env, INGEST_ID: id, INGEST_HTTP_PORT: String(port) };
    this.ingest.set(id, startApp('ingest', env));
    await ready(this.ingest.get(id), port);
  }

  async startApi(): Promise<void> {
    const port = await freePort();
    const process = startApp('api', { ...this.env, HTTP_PORT: String(port) });
    this.apis.push({ process, http: `http://127.0.0.1:${port}` });
    await ready(process, port);
  }

  async startWorker(): Promise<void> {
    const port = await freePort();
    const process = startApp('worker', { ...this.env, WORKER_HTTP_PORT: String(port) });
    this.workers.push(process);
    await ready(process, port);
  }

  async startBroker(): Promise<void> {
    const { port } = new URL(this.mqtt);
    this.broker = startCommand('mosquitto', ['-c', join(this.folder.path, 'mosquitto.conf')]);
    await until('mosquitto to listen', () => takesConnections(Number(port)));
  }

  async stop(): Promise<void> {
    const all = [...this.apis.map((api) => api.process), ...this.workers, ...this.ingest.values()];
    await Promise.all(all.map((process) => process.stop()));
    await this.broker?.stop();
    await dropDatabase(this.databaseUrl);
    await flush(this.redis);
    this.folder.remove();
  }

  private async open(): Promise<void> {
    await this.command('migrate', []);
    await this.command('standalone', [], 'load-demo');
    if (this.options.broker === 'mosquitto') await this.openMosquitto();
    else this.mqtt = `mqtt://127.0.0.1:${(this.env['MQTT_PORT'] = String(await freePort()))}`;
    await Promise.all((this.options.ingestIds ?? ['1']).map((id) => this.startIngest(id)));
    await Promise.all(Array.from({ length: this.options.apis ?? 1 }, () => this.startApi()));
    await this.startWorker();
  }

  /** An own broker on a free port, with the configuration that the project ships. */
  private async openMosquitto(): Promise<void> {
    const accounts = join(this.folder.path, 'accounts');
    const data = join(this.folder.path, 'mosquitto-data');
    for (const path of [accounts, data]) {
      mkdirSync(path, { recursive: true });
      chmodSync(path, 0o777);
    }
    const port = await freePort();
    this.mqtt = `mqtt://127.0.0.1:${port}`;
    Object.assign(this.env, { MQTT_URL: this.mqtt, MQTT_LANE_SECRET: randomBytes(24).toString('base64url') });
    await this.command(
      'ingest',
      ['--out', accounts, '--ingest', (this.options.ingestIds ?? ['1']).join()],
      'mosquitto-accounts',
    );
    const shipped = readFileSync(join(ROOT, 'mosquitto', 'mosquitto.conf'), 'utf8');
    const conf = shipped
      .replaceAll('/mosquitto/accounts', accounts)
      .replaceAll('/mosquitto/data', data)
      .replace('listener 1883', `listener ${port} 127.0.0.1`)
      // As root the broker would change to a user that may not read the files of this test.
      .concat(process.getuid?.() === 0 ? '\nuser root\n' : '');
    writeFileSync(join(this.folder.path, 'mosquitto.conf'), conf);
    await this.startBroker();
  }

  /** Runs a command of the house to its end, with the house's environment. */
  async command(app: string, args: string[], entry?: string): Promise<string> {
    const process = startApp(app, this.env, { args, ...(entry ? { entry } : {}) });
    await process.exited();
    if (process.exitCode !== 0) throw new Error(`${entry ?? app} failed: ${process.stderr}`);
    return process.stdout;
  }
}

async function ready(process: RunningProcess | undefined, port: number): Promise<void> {
  await until(
    `${process?.name ?? ''} to be ready`,
    async () => {
      if (!process?.running)
        throw new Error(`${process?.name ?? ''} ended early: ${process?.stderr.slice(-3_000) ?? ''}`);
      return fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (response) => response.ok,
        () => false,
      );
    },
    60_000,
  );
}

const takesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES_URL });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function createDatabase(): Promise<string> {
  const name = `yinling_story_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${name}`);
  const url = new URL(POSTGRES_URL);
  url.pathname = `/${name}`;
  return url.href;
}

const dropDatabase = (url: string): Promise<void> =>
  asAdmin(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);

/** A Redis database number that holds nothing yet, kept from other stories until flush(): a story may empty its own. */
async function emptyRedis(): Promise<string> {
  const marks = new Redis(REDIS_SERVER, { maxRetriesPerRequest: 1 });
  try {
    for (let number = 15; number > 0; number--) {
      if ((await marks.set(takenMark(number), '1', 'EX', LONGEST_STORY_SECONDS, 'NX')) === null) continue;
      const redis = new Redis(`${REDIS_SERVER}/${number}`, { maxRetriesPerRequest: 1 });
      const size = await redis.dbsize().finally(() => redis.disconnect());
      if (size === 0) return `${REDIS_SERVER}/${number}`;
      await marks.del(takenMark(number));
    }
  } finally {
    marks.disconnect();
  }
  throw new Error('every Redis database number is in use');
}

const LONGEST_STORY_SECONDS = 900;
const takenMark = (number: number | string): string => `yinling:story:${number}`;

async function flush(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  await redis.flushdb().catch(() => undefined);
  redis.disconnect();
  const marks = new Redis(REDIS_SERVER, { maxRetriesPerRequest: 1 });
  await marks.del(takenMark(new URL(url).pathname.slice(1))).catch(() => undefined);
  marks.disconnect();
}
