// The house under test: the real standalone with its own PostgreSQL (fsync on) and the demo county, in a folder of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { asError } from '#libs/platform';
import { Person } from '../support/people.ts';
import { temporaryFolder, type Environment } from '../support/processes.ts';
import { startStandalone, type Standalone } from '../support/standalone.ts';
import { until } from '../support/waiting.ts';
import type { DeviceAccount } from './load/sender.ts';

const PROFILE = process.env.BENCH_NODE_OPTIONS;

export class House {
  private readonly folder = temporaryFolder();
  private running: Standalone | null = null;
  private pool: pg.Pool | null = null;

  /** Starts it, with the same data each time; an earlier start is stopped first. Resolves at the ready line. */
  async start(env: Environment = {}): Promise<Standalone> {
    await this.stop();
    const profile: Environment = PROFILE ? { NODE_OPTIONS: PROFILE } : {};
    this.running = await startStandalone(this.folder.path, { ...profile, ...env });
    return this.running;
  }

  /** As it runs; started if it does not. */
  async up(): Promise<Standalone> {
    return this.running?.process.running ? this.running : this.start();
  }

  get dataDir(): string {
    return this.folder.path;
  }

  get pid(): number {
    if (!this.running) throw new Error('the house does not run');
    return this.running.process.pid;
  }

  /** URL of its database (or of another one on the same server). */
  databaseUrl(database = 'yinling'): string {
    const password = readFileSync(join(this.folder.path, 'postgres-password'), 'utf8').trim();
    return `postgres://yinling:${password}@127.0.0.1:${this.postmaster[3] ?? ''}/${database}`;
  }

  get databasePid(): number {
    return Number(this.postmaster[0]);
  }

  async query<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> {
    this.pool ??= this.openPool();
    return (await this.pool.query<R>(sql, values)).rows;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return row?.n ?? 0;
  }

  /** Readings that ingest says it has stored: counting rows again and again would take the cores from what is measured. */
  async storedReadings(): Promise<number> {
    const { http } = await this.up();
    const text = await (await fetch(`${http}/metrics`)).text();
    return Number(/^yinling_messages_total\{channel="telemetry",result="stored"[^}]*\} (\S+)$/m.exec(text)?.[1] ?? 0);
  }

  /** A database of its own on the same server, for raw limits; gone with the folder. */
  async rawDatabase(): Promise<string> {
    const [there] = await this.query(`SELECT 1 FROM pg_database WHERE datname = 'raw'`);
    if (!there) await this.query('CREATE DATABASE raw');
    return this.databaseUrl('raw');
  }

  /** Registered devices of the demo county with their known secrets. */
  async devices(count: number): Promise<DeviceAccount[]> {
    const rows = await this.query<{ key: string }>(
      `SELECT key FROM devices WHERE key LIKE 'wy-%' ORDER BY key LIMIT $1`,
      [count],
    );
    return rows.map(({ key }) => ({ key, secret: `${key}-secret` }));
  }

  /** Devices that elders wear, no two in one home: every press is a case of its own. */
  async pressers(count: number): Promise<DeviceAccount[]> {
    const rows = await this.query<{ key: string }>(
      `SELECT DISTINCT ON (r.home_id) d.key FROM devices d
       JOIN device_placements p ON p.device_id = d.id AND p.during @> now()
       JOIN residencies r ON r.elder_id = p.elder_id AND r.during @> now()
       WHERE d.kind IN ('pendant', 'sosButton') AND d.key LIKE 'wy-%' ORDER BY r.home_id, d.key LIMIT $1`,
      [count],
    );
    return rows.map(({ key }) => ({ key, secret: `${key}-secret` }));
  }

  /** Removes all cases, events and telemetry, so that each part begins with an empty desk. */
  async clear(): Promise<void> {
    const truncate = 'TRUNCATE alerts, alert_timeline, alert_steps, device_events, telemetry CASCADE';
    // The house goes on working meanwhile, and may hold what is to be emptied in another order.
    for (let attempt = 1; ; attempt++) {
      const refused = await this.query(truncate).then(() => null, asError);
      if (refused === null) break;
      if (attempt === 5) throw refused;
    }
    await this.query('CHECKPOINT');
  }

  /** So many operators of the whole county, like the demo's; made at the first call. */
  async operators(count: number): Promise<{ id: string; username: string }[]> {
    await this.query(
      `WITH model AS (SELECT id, role, password_hash FROM accounts WHERE username = 'operator'),
       made AS (
         INSERT INTO accounts (id, username, name, role, password_hash)
         SELECT gen_random_uuid(), 'bench-' || n, 'bench', role, password_hash FROM model, generate_series(1, $1::int) AS n
         ON CONFLICT (username) DO NOTHING RETURNING id)
       INSERT INTO account_scopes (account_id, kind, ref)
       SELECT made.id, s.kind, s.ref FROM made, model JOIN account_scopes s ON s.account_id = model.id`,
      [count],
    );
    return this.query(`SELECT id, username FROM accounts WHERE username LIKE 'bench-%' ORDER BY username LIMIT $1`, [
      count,
    ]);
  }

  async token(username: string): Promise<string> {
    const { http } = await this.up();
    return (await Person.signIn(http, username)).token;
  }

  /** Resident memory of the app in bytes. */
  residentBytes(): number {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
    return Number(line?.[1] ?? Number.NaN) * 1024;
  }

  /** Resolves when the table has so many rows, or when it has not grown for 10 s; answers how many and when. */
  async settled(table: string, rows: number): Promise<{ rows: number; at: number }> {
    let [seen, since] = [-1, Date.now()];
    return until(
      `${rows} rows in ${table}`,
      async () => {
        const now = await this.count(table);
        if (now !== seen) [seen, since] = [now, Date.now()];
        return now >= rows || Date.now() - since > 10_000 ? { rows: now, at: performance.now() } : null;
      },
      300_000,
    );
  }

  async stop(): Promise<void> {
    await this.pool?.end();
    this.pool = null;
    await this.running?.process.stop();
    this.running = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    this.folder.remove();
  }

  private openPool(): pg.Pool {
    const pool = new pg.Pool({ connectionString: this.databaseUrl(), max: 4 });
    pool.on('error', () => undefined);
    return pool;
  }

  private get postmaster(): string[] {
    return readFileSync(join(this.folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  }
}
