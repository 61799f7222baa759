// An inbox on a real database, wired as the module wires it.
import { randomBytes } from 'node:crypto';
import { AlertViews, RaiseAlerts, shippedLadders } from '#libs/alerts';
import { CancelStore, EventLedger, LivenessKeeper, PlaceSignals, QuarantineStore, TelemetryStore } from '#libs/devices';
import { Elders, PersonalData } from '#libs/elders';
import { Clock, FactWaker, Metrics, SealedText, makeLog, readSettings, type Database, type Log } from '#libs/platform';
import { FirstPresses } from '../first-presses.ts';
import { Inbox } from '../inbox.ts';
import { SignalPipeline } from '../signal-pipeline.ts';
import { TelemetryLane } from '../telemetry-lane.ts';
import { WeighWandering } from '../weigh-wandering.ts';

export interface InboxUnderTest {
  inbox: Inbox;
  pipeline: SignalPipeline;
  places: PlaceSignals;
  liveness: LivenessKeeper;
  telemetry: TelemetryStore;
  metrics: Metrics;
  waker: FactWaker;
  log: Log;
}

const sealed = new SealedText({ encryption: new Map([['t', randomBytes(32)]]), index: randomBytes(32) });

export function anInbox(database: Database): InboxUnderTest {
  const log = makeLog('test', process.env.TEST_LOG ?? 'silent');
  const metrics = new Metrics();
  const waker = new FactWaker();
  const quarantine = new QuarantineStore();
  const liveness = new LivenessKeeper(database, log);
  const telemetry = new TelemetryStore(database);
  const places = new PlaceSignals();
  const ledger = new EventLedger();
  const alerts = new RaiseAlerts(shippedLadders());
  const elders = new Elders(database, new Clock(), new PersonalData(sealed));
  const views = new AlertViews(database, sealed, new Clock(), readSettings({}));
  const pipeline = new SignalPipeline(
    database,
    places,
    ledger,
    new CancelStore(),
    quarantine,
    alerts,
    new FirstPresses(database, places, ledger, alerts, views, waker, log),
    new WeighWandering(elders),
    liveness,
    waker,
    metrics,
  );
  const lane = new TelemetryLane(telemetry, quarantine, liveness, database, metrics, readSettings({}));
  const inbox = new Inbox(pipeline, lane, quarantine, liveness, database, metrics, log);
  return { inbox, pipeline, places, liveness, telemetry, metrics, waker, log };
}
