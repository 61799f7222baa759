// Ingest as a process of its own.
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Database,
  NestLog,
  PlatformModule,
  StartRefused,
  readSettings,
  refuseOlderSchema,
  type Settings,
} from '#libs/platform';
import { HealthController } from './health.controller.ts';
import { IngestModule, ingestSchemas } from './ingest.module.ts';

@Module({})
class IngestProcess {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: IngestProcess,
      imports: [
        PlatformModule.forRoot({ app: 'ingest', settings, schemas: ingestSchemas }),
        IngestModule.forRoot(settings),
      ],
      controllers: [HealthController],
    };
  }
}

async function main(): Promise<void> {
  const settings = readSettings();
  const app = await NestFactory.create(IngestProcess.forRoot(settings), { logger: false, abortOnError: false });
  app.useLogger(app.get(NestLog));
  await refuseOlderSchema(app.get(Database), ingestSchemas);
  app.enableShutdownHooks();
  await app.listen(settings.INGEST_HTTP_PORT, settings.HOST ?? '0.0.0.0');
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartRefused ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
});
