// Ingest by itself, with its own broker: as it is, or (ACK_FIRST) with the one promise broken that every message keeps,
// acknowledged before it is committed. Measures what that promise costs; exists for nothing else.
import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PlatformModule, readSettings, type Settings } from '#libs/platform';
import { DeviceBroker } from '../../../apps/ingest/src/device-broker.ts';
import { Inbox } from '../../../apps/ingest/src/inbox.ts';
import { IngestModule, ingestSchemas } from '../../../apps/ingest/src/ingest.module.ts';

@Module({})
class IngestVariant {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: IngestVariant,
      imports: [
        PlatformModule.forRoot({ app: 'ingest', settings, schemas: ingestSchemas }),
        IngestModule.forRoot(settings),
      ],
    };
  }
}

const settings = readSettings();
const app = await NestFactory.createApplicationContext(IngestVariant.forRoot(settings), { logger: false });
if (process.env.ACK_FIRST === 'true') {
  const inbox = app.get(Inbox);
  const receive = inbox.receiveTelemetry.bind(inbox);
  inbox.receiveTelemetry = (deviceKey, payload, receivedMs, answered) => {
    receive(deviceKey, payload, receivedMs, (error) => {
      if (error !== null) process.stderr.write(`lost: ${String(error)}\n`);
    });
    answered(null);
  };
}
app.enableShutdownHooks();
process.stdout.write(`ready mqtt=${app.get(DeviceBroker).address}\n`);
