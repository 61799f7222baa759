// The people's door as a process of its own: pages, HTTP, sockets.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Database, LOG, NestLog, PlatformModule, readSettings, refuseOlderSchema, startOrRefuse, type Log, type Settings } from '#libs/platform'; // prettier-ignore
import { ApiModule } from './api.module.ts';
import { apiSchemas } from './api.schemas.ts';
import { openPeoplesDoor } from './door/people-door.ts';

@Module({})
class ApiProcess {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: ApiProcess,
      imports: [PlatformModule.forRoot({ app: 'api', settings, schemas: apiSchemas }), ApiModule.forRoot(settings)],
    };
  }
}

async function start(): Promise<void> {
  const settings = readSettings();
  const app = await NestFactory.create<NestExpressApplication>(ApiProcess.forRoot(settings), {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useLogger(app.get(NestLog));
  await refuseOlderSchema(app.get(Database), apiSchemas);
  openPeoplesDoor(app);
  app.enableShutdownHooks();
  await app.listen(settings.HTTP_PORT, settings.HOST ?? '0.0.0.0');
  app.get<Log>(LOG).info({ address: await app.getUrl() }, 'api listens');
}

await startOrRefuse(start);
