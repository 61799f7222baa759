// A process that does nothing but hold an embedded database: specs start it, and kill it in every way.
import { startEmbeddedPostgres } from '../embedded-postgres.ts';

const [dataDir = '', grace = '1'] = process.argv.slice(2);
const database = await startEmbeddedPostgres({
  dataDir,
  graceSeconds: Number(grace),
  say: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify({ url: database.url, pid: database.pid() })}\n`);
const alive = setInterval(() => undefined, 1_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  void database.stop();
});
