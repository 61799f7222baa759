// The real worker over a real database and queue: offers run out on time, although the sweeper is not due for a minute.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { alertsSchema } from '#libs/alerts';
import { devicesSchema } from '#libs/devices';
import { eldersSchema } from '#libs/elders';
import { identitySchema } from '#libs/identity';
import { placesSchema } from '#libs/places';
import { staffSchema } from '#libs/staff';
import { PlatformModule, QueueConnection, appendFacts, readSettings, type Settings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { WorkerModule } from '../worker.module.ts';

@Module({})
class TestWorker {
  static forRoot(settings: Settings): DynamicModule {
    const schemas = [identitySchema, placesSchema, staffSchema, eldersSchema, devicesSchema, alertsSchema];
    return {
      module: TestWorker,
      imports: [PlatformModule.forRoot({ app: 'worker', settings, schemas }), WorkerModule.forRoot(settings)],
    };
  }
}

let db: TestDatabase;
let worker: INestApplicationContext;
let queue: QueueConnection;

beforeAll(async () => {
  db = await testDatabase();
  const settings = readSettings({
    DATABASE_URL: db.url,
    DATABASE_POOL: '5',
    LOG_LEVEL: 'silent',
    SWEEP_MS: '60000',
    FEED_POLL_MS: '5000',
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    INDEX_KEY: randomBytes(32).toString('base64'),
  });
  worker = await NestFactory.createApplicationContext(TestWorker.forRoot(settings), {
    logger: false,
    abortOnError: false,
  });
  await worker.init();
  queue = worker.get(QueueConnection, { strict: false });
});
afterAll(async () => {
  await worker.close();
  await queue.end();
  await db.close();
});

/** A case with one offer that runs out after `ms`; answers the task. */
async function offered(ms: number): Promise<string> {
  const [alert, round, responder, task] = Array.from({ length: 4 }, () => randomUUID());
  await db.database.query(
    `INSERT INTO divisions (code, name, level) VALUES ('330723001001', '试验社区', 'community') ON CONFLICT DO NOTHING`,
  );
  await db.database.query(
    `INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, raised_at, received_at, last_press_at, last_received_at)
     VALUES ($1, $2, 'sos', 'P1', 'raised', $2, 'device', now(), now(), now(), now())`,
    [alert, `260601-${String(ms).padStart(5, '0')}`],
  );
  await db.database.query(
    `INSERT INTO responders (id, name, kind, division_code, travel) VALUES ($1, '助老员', 'stationStaff', '330723001001', 'foot')`,
    [responder],
  );
  await db.database.query(
    `INSERT INTO dispatch_rounds (id, alert_id, mode, candidates) VALUES ($1, $2, 'parallel', '{}')`,
    [round, alert],
  );
  await db.database.query(
    `INSERT INTO dispatch_tasks (id, alert_id, round_id, responder_id, state, expires_at)
     VALUES ($1, $2, $3, $4, 'offered', clock_timestamp() + $5::integer * interval '1 millisecond')`,
    [task, alert, round, responder, ms],
  );
  await appendFacts(db.database, [
    { kind: 'dispatch', subject: task ?? '', change: 'offered', data: { alertId: alert, responderId: responder } },
  ]);
  return task ?? '';
}

/** How late the offer was taken back, in ms; waits for it. */
async function lateness(taskId: string): Promise<number> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const [row] = await db.database.query<{ late: number }>(
      `SELECT extract(epoch FROM ended_at - expires_at)::float8 * 1000 AS late FROM dispatch_tasks WHERE id = $1 AND state = 'expired'`,
      [taskId],
    );
    if (row) return row.late;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the offer never ran out');
}

describe('An offer', () => {
  it('runs out within a second of its time, and so does the next one, which was made before', async () => {
    const [soon, later] = [await offered(400), await offered(1_500)];
    for (const task of [soon, later]) {
      const late = await lateness(task);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(1_000);
    }
  });
});
