// Without sockets: the use case by itself on so many database connections, or (no ids) raw one-row commits on as many.
// Order over IPC: {alertIds, connections, seconds}; answers {count, seconds}.
import pg from 'pg';
import { AlertViews, Claims, LoneNight, shippedLadders } from '#libs/alerts';
import {
  Clock,
  Database,
  FactWaker,
  SealedText,
  loadSecretKeys,
  openDataSource,
  poolOf,
  readSettings,
} from '#libs/platform';

export interface BareOrder {
  url: string;
  connections: number;
  /** Raw commits for so long. */
  seconds?: number;
  /** Claims of these by this account. */
  alertIds?: string[];
  accountIds?: string[];
  /** Claimed before the clock runs, so that every connection is open and has its plans. */
  warmUpIds?: string[];
  /** Where the keys of the house are: a claim answers with the case, address and all. */
  dataDir?: string;
}

async function rawCommits({ url, connections, seconds = 3 }: BareOrder): Promise<{ count: number; seconds: number }> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  await clients[0]?.query(
    'CREATE TABLE IF NOT EXISTS raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value text)',
  );
  let count = 0;
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      for (; performance.now() < end; count++)
        await client.query({ name: 'raw', text: 'INSERT INTO raw (value) VALUES ($1)', values: ['x'] });
    }),
  );
  const took = (performance.now() - startedAt) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return { count, seconds: took };
}

async function bareClaims({
  url,
  connections,
  alertIds = [],
  accountIds = [],
  warmUpIds = [],
  dataDir = '',
}: BareOrder): Promise<{ count: number; seconds: number }> {
  const dataSource = await openDataSource(url, connections, []);
  const database = new Database(dataSource, poolOf(dataSource));
  const sealed = new SealedText(loadSecretKeys(readSettings({ DATA_DIR: dataDir })));
  const views = new AlertViews(database, sealed, new Clock(), readSettings({}));
  const claims = new Claims(
    database,
    new FactWaker(),
    views,
    new LoneNight(shippedLadders(), readSettings({})),
    readSettings({}),
  );
  const rows: { code: string }[] = await dataSource.query('SELECT code FROM divisions');
  const territory = { codes: rows.map((row) => row.code), includesUnplaced: true };
  const claimAll = async (left: string[]): Promise<void> => {
    await Promise.all(
      Array.from({ length: connections }, async (_, at) => {
        const actor = { accountId: accountIds[at % accountIds.length] ?? '', territory };
        for (let id = left.pop(); id; id = left.pop()) await claims.claim(id, actor);
      }),
    );
  };
  await claimAll([...warmUpIds]);
  const startedAt = performance.now();
  await claimAll([...alertIds]);
  const seconds = (performance.now() - startedAt) / 1000;
  await dataSource.destroy();
  return { count: alertIds.length, seconds };
}

process.on('message', (order: BareOrder) => {
  (order.alertIds ? bareClaims(order) : rawCommits(order)).then(
    (report) => process.send?.({ report }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
