// The devices' door as a Nest module: our own broker, or an external one where MQTT_URL is set.
import { Module, type DynamicModule } from '@nestjs/common';
import { AlertsModule, alertsSchema } from '#libs/alerts';
import { DevicesModule, devicesSchema } from '#libs/devices';
import { EldersModule, eldersSchema } from '#libs/elders';
import { identitySchema } from '#libs/identity';
import { placesSchema } from '#libs/places';
import { staffSchema } from '#libs/staff';
import type { LibSchema, Settings } from '#libs/platform';
import { CommandSender } from './commands/command-sender.ts';
import { CredentialWatch } from './credential-watch.ts';
import { DeviceBroker } from './device-broker.ts';
import { DeviceSignIn } from './embedded/device-sign-in.ts';
import { EmbeddedBroker } from './embedded/embedded-broker.ts';
import { ExpectedDevices } from './expected-devices.ts';
import { ExternalBroker } from './external/external-broker.ts';
import { FirstPresses } from './first-presses.ts';
import { Inbox } from './inbox.ts';
import { IngestDoor } from './ingest-door.ts';
import { ReceiptSender } from './receipts/receipt-sender.ts';
import { SignalPipeline } from './signal-pipeline.ts';
import { TelemetryLane } from './telemetry-lane.ts';
import { WeighWandering } from './weigh-wandering.ts';

/** What this app needs of the database. */
export const ingestSchemas: LibSchema[] = [
  identitySchema,
  placesSchema,
  staffSchema,
  eldersSchema,
  devicesSchema,
  alertsSchema,
];

@Module({})
export class IngestModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: IngestModule,
      imports: [AlertsModule, DevicesModule, EldersModule],
      providers: [
        CommandSender,
        CredentialWatch,
        DeviceSignIn,
        ExpectedDevices,
        FirstPresses,
        Inbox,
        TelemetryLane,
        IngestDoor,
        ReceiptSender,
        SignalPipeline,
        WeighWandering,
        { provide: DeviceBroker, useClass: settings.MQTT_URL ? ExternalBroker : EmbeddedBroker },
      ],
      exports: [DeviceBroker, Inbox, IngestDoor],
    };
  }
}
