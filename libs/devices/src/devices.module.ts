// Registry, credentials, placements, liveness, ledger and quarantine, for any app that needs them.
import { Module } from '@nestjs/common';
import { CancelStore } from './database/cancel.store.ts';
import { EventLedger } from './database/event-ledger.ts';
import { LivenessKeeper } from './database/liveness.keeper.ts';
import { PlaceSignals } from './database/place-signals.ts';
import { QuarantineStore } from './database/quarantine.store.ts';
import { TelemetryStore } from './database/telemetry.store.ts';
import { Credentials } from './use-cases/credentials.ts';
import { DeviceCommands } from './use-cases/device-commands.ts';
import { DevicesOnCard } from './use-cases/devices-on-card.ts';
import { FindDevices } from './use-cases/find-devices.ts';
import { FindInLedger } from './use-cases/find-in-ledger.ts';
import { FindInQuarantine } from './use-cases/find-in-quarantine.ts';
import { PlaceDevice } from './use-cases/place-device.ts';
import { RegisterDevices } from './use-cases/register-devices.ts';
import { SignalRetention } from './use-cases/signal-retention.ts';
import { SignsOfLife } from './use-cases/signs-of-life.ts';
import { Whereabouts } from './use-cases/whereabouts.ts';

const PROVIDERS = [
  CancelStore,
  Credentials,
  DeviceCommands,
  DevicesOnCard,
  EventLedger,
  FindDevices,
  FindInLedger,
  FindInQuarantine,
  LivenessKeeper,
  PlaceDevice,
  PlaceSignals,
  QuarantineStore,
  RegisterDevices,
  SignalRetention,
  SignsOfLife,
  TelemetryStore,
  Whereabouts,
];

@Module({ providers: PROVIDERS, exports: PROVIDERS })
export class DevicesModule {}
