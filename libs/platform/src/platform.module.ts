// The ground that every process stands on: settings, clock, database, facts, secrets, log, metrics.
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Clock } from './clock.ts';
import { dataSourceOptions, platformSchema, poolOf, promptPool } from './database/data-source.ts';
import { Database, type LibSchema } from './database/database.ts';
import { StartRefused } from './domain-error.ts';
import { Files } from './files/files.ts';
import { FactWaker, NOTIFY_SQL } from './facts/facts.ts';
import { NestLog, makeLog, type Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { Routing } from './routing/routing.ts';
import { SealedText } from './secrets/sealed-text.ts';
import { loadSecretKeys } from './secrets/secret-keys.ts';
import type { Settings } from './settings.ts';
import { Telephony } from './telephony/telephony.ts';

export const SETTINGS = Symbol('Settings');
export const LOG = Symbol('Log');

export interface PlatformOptions {
  app: string;
  settings: Settings;
  schemas: LibSchema[];
  /** Shared by the apps of one process; made here when absent. */
  shared?: { log?: Log; metrics?: Metrics; waker?: FactWaker };
}

/** Closed with the application, as TypeORM closes its own. */
class PromptConnections implements OnApplicationShutdown {
  constructor(readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

@Global()
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const { settings, schemas, shared } = options;
    const url = settings.DATABASE_URL;
    if (!url) throw new StartRefused('missing settings: DATABASE_URL');
    const log = shared?.log ?? makeLog(options.app, settings.LOG_LEVEL);
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...dataSourceOptions(url, settings.DATABASE_POOL, schemas),
            retryAttempts: 5,
            retryDelay: 1_000,
          }),
        }),
        TypeOrmModule.forFeature(platformSchema.entities),
      ],
      providers: [
        Clock,
        Files,
        { provide: SETTINGS, useValue: settings },
        { provide: LOG, useValue: log },
        { provide: NestLog, useFactory: () => new NestLog(log) },
        { provide: Metrics, useFactory: () => shared?.metrics ?? new Metrics() },
        {
          provide: FactWaker,
          useFactory: (database: Database) =>
            shared?.waker ?? new FactWaker((from) => database.query(NOTIFY_SQL, [from], 'tell-others')),
          inject: [Database],
        },
        {
          provide: Routing,
          useFactory: (clock: Clock) => new Routing(settings.ROUTING_URL, clock, log),
          inject: [Clock],
        },
        {
          provide: Telephony,
          useFactory: (clock: Clock) => new Telephony(settings.TELEPHONY_URL, settings.TELEPHONY_SECRET, clock),
          inject: [Clock],
        },
        { provide: SealedText, useFactory: () => new SealedText(loadSecretKeys(settings)) },
        {
          provide: Database,
          useFactory: (dataSource: DataSource, prompt: PromptConnections) => {
            const pool = poolOf(dataSource);
            // An idle connection that dies must not end the process; the pool replaces it.
            for (const each of [pool, prompt.pool])
              each.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
            return new Database(dataSource, pool, prompt.pool);
          },
          inject: [DataSource, PromptConnections],
        },
        { provide: PromptConnections, useFactory: () => new PromptConnections(promptPool(url)) },
      ],
      exports: [Clock, SETTINGS, LOG, NestLog, Metrics, FactWaker, Files, Routing, SealedText, Telephony, Database],
    };
  }
}
