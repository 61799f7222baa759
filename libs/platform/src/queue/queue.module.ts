// BullMQ (Bull's maintained line): on PostgreSQL by default, on Redis when REDIS_URL is set. Jobs only make clocks prompt.
import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { StartRefused } from '../domain-error.ts';
import type { Settings } from '../settings.ts';

@Module({})
export class QueueModule {
  /** One connection pool for all queues of the process (each would otherwise open its own). */
  static forRoot(settings: Settings): DynamicModule {
    return { module: QueueModule, imports: [BullModule.forRoot({ connection: connectionFor(settings) as never })] };
  }
}

function connectionFor(settings: Settings): Redis | pg.Pool {
  if (settings.REDIS_URL) {
    setDefaultBackendFactory();
    const redis = new Redis(settings.REDIS_URL, { maxRetriesPerRequest: null, lazyConnect: false });
    redis.on('error', () => undefined); // BullMQ reports the loss; the sweeper fires meanwhile.
    return redis;
  }
  if (!settings.DATABASE_URL) throw new StartRefused('missing settings: DATABASE_URL');
  setDefaultBackendFactory(createPostgresBackend as never);
  const pool = new pg.Pool({
    connectionString: settings.DATABASE_URL,
    max: 8,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    application_name: 'yinling-queue',
  });
  pool.on('error', () => undefined); // An idle connection died; the pool replaces it.
  return pool;
}
