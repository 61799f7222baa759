// An inbox on a real database, wired as the module wires it.
import { RaiseAlerts } from '#libs/alerts';
import { CancelStore, EventLedger, LivenessKeeper, PlaceSignals, QuarantineStore, TelemetryStore } from '#libs/devices';
import { FactWaker, Metrics, makeLog, readSettings, type Database, type Log } from '#libs/platform';
import { Inbox } from '../inbox.ts';
import { SignalPipeline } from '../signal-pipeline.ts';
import { TelemetryLane } from '../telemetry-lane.ts';

export interface InboxUnderTest {
  inbox: Inbox;
  pipeline: SignalPipeline;
  liveness: LivenessKeeper;
  telemetry: TelemetryStore;
  metrics: Metrics;
  waker: FactWaker;
  log: Log;
}

export function anInbox(database: Database): InboxUnderTest {
  const log = makeLog('test', process.env.TEST_LOG ?? 'silent');
  const metrics = new Metrics();
  const waker = new FactWaker();
  const quarantine = new QuarantineStore();
  const liveness = new LivenessKeeper(database, log);
  const telemetry = new TelemetryStore(database);
  const pipeline = new SignalPipeline(
    database,
    new PlaceSignals(),
    new EventLedger(),
    new CancelStore(),
    quarantine,
    new RaiseAlerts(readSettings({})),
    liveness,
    waker,
    metrics,
  );
  const lane = new TelemetryLane(telemetry, quarantine, liveness, database, metrics);
  const inbox = new Inbox(pipeline, lane, quarantine, liveness, database, metrics, log);
  return { inbox, pipeline, liveness, telemetry, metrics, waker, log };
}
