// Command: writes the password and ACL files of an external Mosquitto from the device table.
//   node dist/apps/ingest/src/mosquitto-accounts.js --out <dir> --ingest 1,2 [--watch] [--pid-file <file>]
// DATABASE_URL and MQTT_LANE_SECRET are needed; TELEMETRY_LANES must be what the ingest processes have.
import { parseArgs } from 'node:util';
import { Credentials, FindDevices, devicesSchema, hashSecret } from '#libs/devices';
import {
  Clock,
  Database,
  FactFeed,
  FactWaker,
  StartRefused,
  makeLog,
  openDataSource,
  poolOf,
  readSettings,
  refuseOlderSchema,
  type Log,
  type Settings,
} from '#libs/platform';
import { AccountWriter } from './external/account-writer.ts';

interface Arguments {
  out: string;
  ingestIds: string[];
  watch: boolean;
  pidFile: string | null;
}

async function main(): Promise<void> {
  const wanted = readArguments();
  const settings = readSettings();
  const missing = (['DATABASE_URL', 'MQTT_LANE_SECRET'] as const).filter((name) => !settings[name]);
  const { DATABASE_URL: url, MQTT_LANE_SECRET: laneSecret } = settings;
  if (!url || !laneSecret) throw new StartRefused(`missing settings: ${missing.join(', ')}`);
  const log = makeLog('mosquitto-accounts', settings.LOG_LEVEL);
  const dataSource = await openDataSource(url, 2, []);
  const database = new Database(dataSource, poolOf(dataSource));
  database.pool.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
  await refuseOlderSchema(database, [devicesSchema]);
  const waker = new FactWaker();
  const writer = new AccountWriter(new Credentials(database, new FindDevices(database, new Clock()), waker), log, {
    out: wanted.out,
    pidFile: wanted.pidFile,
    lanes: {
      ingestIds: wanted.ingestIds,
      telemetryLanes: settings.TELEMETRY_LANES,
      laneSecretHash: await hashSecret(laneSecret),
    },
  });
  if (!wanted.watch) {
    await writer.write();
    await dataSource.destroy();
    return;
  }
  const feed = watch(database, waker, log, writer, settings);
  await feed.start();
  await writer.write();
  const stop = (): void => void feed.stop().then(() => dataSource.destroy());
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

const watch = (database: Database, waker: FactWaker, log: Log, writer: AccountWriter, settings: Settings): FactFeed =>
  new FactFeed(database, waker, log, {
    name: 'mosquitto-accounts',
    settings,
    from: 'now',
    deliver: (facts) => {
      if (facts.some((fact) => fact.kind === 'device' && fact.change.startsWith('secret'))) writer.changed();
      return Promise.resolve();
    },
  });

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      ingest: { type: 'string' },
      watch: { type: 'boolean', default: false },
      'pid-file': { type: 'string' },
    },
  });
  const ingestIds = (values.ingest ?? '').split(',').filter(Boolean);
  const wrong = [
    values.out ? '' : '--out <dir> is missing',
    ingestIds.length > 0 ? '' : '--ingest <INGEST_ID,…> is missing',
    ...ingestIds.map((id) =>
      /^[A-Za-z0-9]{1,16}$/.test(id) ? '' : `--ingest ${id} must be 1 to 16 letters or digits`,
    ),
  ].filter(Boolean);
  if (wrong.length > 0 || !values.out) throw new StartRefused(wrong.join('; '));
  return { out: values.out, ingestIds, watch: values.watch, pidFile: values['pid-file'] ?? null };
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartRefused ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
});
