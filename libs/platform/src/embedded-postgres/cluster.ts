// The data folder of the embedded database: made once by initdb, never deleted.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartRefused } from '../domain-error.ts';
import { isAlive } from '../processes/process-facts.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { refuseImpassable, serverUser, type ServerUser } from './server-user.ts';

export interface Cluster {
  /** Absolute DATA_DIR. */
  dataDir: string;
  /** The server's data folder in it. */
  folder: string;
  logFile: string;
  user: string;
  password: string;
  runAs: ServerUser | null;
  binaries: Binaries;
}

const MAJOR = '18';
export const USER = 'yinling';

/** Finds the cluster under `dataDir`, or makes it. Throws StartRefused if it cannot be used. */
export async function makeCluster(dataDir: string, say: (line: string) => void): Promise<Cluster> {
  const root = resolve(dataDir);
  makeFolder(root);
  const folder = join(root, 'postgres');
  const there = existsSync(join(folder, 'PG_VERSION'));
  const binaries = findBinaries();
  const runAs = serverUser(there ? folder : null);
  refuseImpassable(runAs, [root, join(binaries.folder, 'bin')]);
  const passwordFile = join(root, 'postgres-password');
  const cluster = { dataDir: root, folder, logFile: join(root, 'postgres.log'), user: USER, runAs, binaries };
  if (!there) {
    // A server that was made but not yet moved into place has no data: the password goes with the folder that wins.
    const password = randomBytes(24).toString('base64url');
    say('making the embedded database');
    await initialise({ ...cluster, password }, passwordFile);
    return { ...cluster, password };
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new StartRefused(
      `${folder} was made by PostgreSQL ${version}, this program runs ${MAJOR}: dump it there and load it here`,
    );
  }
  if (!existsSync(passwordFile))
    throw new StartRefused(`${passwordFile} is missing: put it back from your backup of ${root}`);
  return { ...cluster, password: readFileSync(passwordFile, 'utf8').trim() };
}

async function initialise(cluster: Cluster, passwordFile: string): Promise<void> {
  const { dataDir, folder, runAs, binaries } = cluster;
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new StartRefused(`${folder} is not empty and holds no database: move it away, or set another DATA_DIR`);
  }
  removeUnfinished(dataDir);
  // Made beside and moved into place when whole: a start that was killed half-way leaves nothing that looks like a database.
  const making = join(dataDir, `postgres.new-${process.pid}`);
  const secret = join(making, 'initial-password');
  mkdirSync(join(making, 'data'), { recursive: true, mode: 0o700 });
  writeFileSync(secret, `${cluster.password}\n`, { mode: 0o600 });
  if (runAs) for (const path of [making, join(making, 'data'), secret]) chownSync(path, runAs.uid, runAs.gid);
  chmodSync(join(making, 'data'), 0o700);
  await promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${join(making, 'data')}`,
      `--username=${cluster.user}`,
      `--pwfile=${secret}`,
      '--auth-host=scram-sha-256',
      '--auth-local=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    {
      cwd: making,
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...(runAs ? { uid: runAs.uid, gid: runAs.gid } : {}),
    },
  ).catch((error: unknown) => {
    const printed =
      typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
    const output = printed.trim().split('\n').at(-1) ?? '';
    throw new StartRefused(`the embedded database could not be made: ${output}`);
  });
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  renameSync(join(making, 'data'), folder);
  rmSync(making, { recursive: true, force: true });
}

/** What a killed first start left: no server ever ran there. */
function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^postgres\.new-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  // Passable whatever the umask is; the secrets in it are files of mode 600.
  chmodSync(folder, 0o711);
}
