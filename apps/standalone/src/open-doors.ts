// Makes the one application of the three doors and lets it listen.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestLog, QueueConnection, type Log, type Settings } from '#libs/platform';
import { openPeoplesDoor } from '../../api/src/door/people-door.ts';
import { StandaloneModule } from './standalone.module.ts';

export interface Doors {
  /** Stops taking work, then closes consoles, broker and queue. */
  close(): Promise<void>;
}

/** `settings`: with DATABASE_URL, HOST and the chosen ports. Resolves when HTTP listens; ingest opens the broker before. */
export async function openDoors(settings: Settings, log: Log): Promise<Doors> {
  const app = await NestFactory.create<NestExpressApplication>(StandaloneModule.forRoot(settings, log), {
    logger: new NestLog(log),
    // The door reads bodies itself, after session and role.
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  try {
    openPeoplesDoor(app);
    await app.listen(settings.HTTP_PORT, settings.HOST ?? '0.0.0.0');
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
  const queue = app.get(QueueConnection, { strict: false });
  return {
    close: async () => {
      await app.close();
      await queue.end();
    },
  };
}
