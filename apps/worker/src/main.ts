// The worker as a process of its own.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { alertsSchema } from '#libs/alerts';
import { devicesSchema } from '#libs/devices';
import { eldersSchema } from '#libs/elders';
import { identitySchema } from '#libs/identity';
import { placesSchema } from '#libs/places';
import { staffSchema } from '#libs/staff';
import { Database, NestLog, PlatformModule, readSettings, refuseOlderSchema, startOrRefuse } from '#libs/platform';
import { WorkerHealthController } from './health.controller.ts';
import { WorkerModule } from './worker.module.ts';

await startOrRefuse(async () => {
  const settings = readSettings();
  // Foreign keys lead from lib to lib, so all of their tables must be known.
  const schemas = [identitySchema, placesSchema, staffSchema, eldersSchema, devicesSchema, alertsSchema];

  @Module({
    imports: [PlatformModule.forRoot({ app: 'worker', settings, schemas }), WorkerModule.forRoot(settings)],
    controllers: [WorkerHealthController],
  })
  class WorkerProcess {}

  const app = await NestFactory.create(WorkerProcess, { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(NestLog));
  app.enableShutdownHooks();
  await refuseOlderSchema(app.get(Database), schemas);
  await app.listen(settings.WORKER_HTTP_PORT, settings.HOST ?? '0.0.0.0');
});
