// The lane of telemetry: readings are committed by the thousand, and only then is anybody answered. It may wait; alarms never
// wait behind it. A message leaves as little as possible in memory until its commit: that is most of what it costs.
import { Inject, Injectable } from '@nestjs/common';
import { deviceTopic } from '#libs/contracts';
import {
  LivenessKeeper,
  QuarantineStore,
  TelemetryStore,
  decodeTelemetry,
  type Quarantined,
  type Reading,
  type TelemetryRow,
} from '#libs/devices';
import { Database, GroupCommit, Metrics, SETTINGS, asError, type Answered, type Settings } from '#libs/platform';
import { blameTheRow } from './rows-fault.ts';

interface WaitingReading extends TelemetryRow {
  /** The whole message, in case that the row cannot be stored. */
  payload: Buffer;
}

@Injectable()
export class TelemetryLane {
  private readonly readings: GroupCommit<WaitingReading, void>;
  private readonly refused = new GroupCommit<Quarantined, void>({
    maxBatch: 200,
    parallel: 1,
    commit: async (messages) => blameTheRow(this.quarantine.put(this.database, messages)).then(() => NOTHING),
    poison: (_, error) => Promise.reject(asError(error)),
  });

  constructor(
    private readonly telemetry: TelemetryStore,
    private readonly quarantine: QuarantineStore,
    private readonly liveness: LivenessKeeper,
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(SETTINGS) { MQTT_URL, TELEMETRY_LANES }: Settings,
  ) {
    this.readings = new GroupCommit({
      maxBatch: 1_000,
      parallel: 2,
      // Behind an external broker no more can wait than there are lanes: two commits must share them, or each waits for
      // the other's answers.
      besideFrom: MQTT_URL ? Math.ceil(TELEMETRY_LANES / 4) : 500,
      commit: async (rows) => blameTheRow(this.commit(rows)).then(() => NOTHING),
      poison: ({ deviceKey, payload, receivedMs }) => this.refuse(deviceKey, payload, 'unstorable', receivedMs),
    });
  }

  /** Readings and refused messages that wait for their commit. */
  get waiting(): number {
    return this.readings.waiting + this.refused.waiting;
  }

  /** Answers once every reading of the packet is committed, or with an error if it may be sent again. */
  take(deviceKey: string, payload: Buffer, receivedMs: number, answered: Answered<void>): void {
    const { readings, unreadable } = decodeTelemetry(payload, receivedMs);
    const [only] = readings;
    // Nearly every message is one reading: without promises for each of tens of thousands a second.
    if (only && readings.length === 1 && unreadable.length === 0) {
      return this.readings.take(this.rowOf(deviceKey, payload, receivedMs, only), answered);
    }
    if (readings.length === 0) this.liveness.heard(deviceKey, receivedMs);
    Promise.all([
      ...readings.map((reading) => this.readings.submit(this.rowOf(deviceKey, payload, receivedMs, reading))),
      ...unreadable.map((part) => this.refuse(deviceKey, part.payload, part.reason, receivedMs)),
    ]).then(
      () => answered(null),
      (error: unknown) => answered(asError(error)),
    );
  }

  /** Puts a message of this device into quarantine; resolves once it is there. */
  refuse(
    deviceKey: string,
    payload: Buffer,
    reason: string,
    receivedMs: number,
    channel: 'telemetry' | 'status' = 'telemetry',
  ): Promise<void> {
    this.metrics.quarantined.inc({ reason });
    const topic = deviceTopic(deviceKey, channel);
    return this.refused.submit({ deviceKey, topic, receivedAt: new Date(receivedMs), reason, payload, alertId: null });
  }

  /** Resolves when nothing waits or is under way. */
  async drain(): Promise<void> {
    await this.readings.drain();
    await this.refused.drain();
  }

  /** What it tells of the device is remembered at once, so that the values need not be kept until the commit. */
  private rowOf(deviceKey: string, payload: Buffer, receivedMs: number, reading: Reading): WaitingReading {
    const { atMs, values, battery, json } = reading;
    this.liveness.read(deviceKey, receivedMs, atMs, battery, values);
    return { deviceKey, atMs: TelemetryStore.clamp(atMs, receivedMs), receivedMs, json, payload };
  }

  private async commit(rows: WaitingReading[]): Promise<void> {
    await this.telemetry.add(rows);
    this.metrics.messages.inc({ channel: 'telemetry', result: 'stored' }, rows.length);
  }
}

/** Nobody looks at the results: no array for each batch. */
const NOTHING: never[] = [];
