// Holds each message until it is committed, in two lanes: alarms never wait behind telemetry. Commit first, acknowledge second.
import { Inject, Injectable } from '@nestjs/common';
import { deviceTopic } from '#libs/contracts';
import {
  LivenessKeeper,
  QuarantineStore,
  TelemetryStore,
  decodeEvents,
  decodeStatus,
  decodeTelemetry,
  type Quarantined,
  type Reading,
  type TelemetryRow,
  type Unreadable,
} from '#libs/devices';
import { Database, GroupCommit, LOG, Metrics, asError, type Answered, type Log } from '#libs/platform';
import { asUnreadable, type ArrivedEvent } from './arrived-event.ts';
import { blameTheRow, isRowsFault } from './rows-fault.ts';
import { SignalPipeline } from './signal-pipeline.ts';

const READINGS_PER_ITEM = 200;

interface ArrivedTelemetry {
  deviceKey: string;
  payload: Buffer;
  receivedMs: number;
  readings: Reading[];
  unreadable: Unreadable[];
}

@Injectable()
export class Inbox {
  private readonly alarmLane = new GroupCommit<ArrivedEvent, void>({
    maxBatch: 200,
    parallel: 2,
    // One device that floods must not hold back another one's cry.
    keyOf: (arrival) => arrival.deviceKey,
    mostOfOneKey: 40,
    commit: async (arrivals) => blameTheRow(this.pipeline.run(arrivals)).then(() => arrivals.map(() => undefined)),
    poison: (arrival, error) => this.isolate(arrival, error),
  });
  private readonly telemetryLane = new GroupCommit<ArrivedTelemetry, void>({
    maxBatch: 1_000,
    parallel: 2,
    besideFrom: 250,
    commit: async (items) => blameTheRow(this.commitTelemetry(items)).then(() => items.map(() => undefined)),
    poison: (item) => this.quarantineTelemetry(item),
  });

  constructor(
    private readonly pipeline: SignalPipeline,
    private readonly telemetryStore: TelemetryStore,
    private readonly quarantine: QuarantineStore,
    private readonly liveness: LivenessKeeper,
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Telemetry messages that wait for their commit. */
  get telemetryWaiting(): number {
    return this.telemetryLane.waiting;
  }

  /** Resolves once every event of the packet is committed; rejects if it must be sent again. */
  async takeEvents(
    deviceKey: string,
    payload: Buffer,
    receivedMs: number,
    topic = deviceTopic(deviceKey, 'events'),
  ): Promise<void> {
    const receivedAt = new Date(receivedMs);
    const events = decodeEvents(payload, receivedMs);
    await Promise.all(
      events.map((event) => this.alarmLane.submit({ event, deviceKey, channel: 'events', topic, receivedAt })),
    );
  }

  /** Resolves once every reading of the packet is committed; rejects if it may be sent again. */
  takeTelemetry(deviceKey: string, payload: Buffer, receivedMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.receiveTelemetry(deviceKey, payload, receivedMs, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /** takeTelemetry() for the broker's own hook: without promises for each of tens of thousands of messages a second. */
  receiveTelemetry(deviceKey: string, payload: Buffer, receivedMs: number, answered: Answered<void>): void {
    const { readings, unreadable } = decodeTelemetry(payload, receivedMs);
    if (readings.length <= READINGS_PER_ITEM) {
      return this.telemetryLane.take({ deviceKey, payload, receivedMs, readings, unreadable }, answered);
    }
    const parts = [{ deviceKey, payload, receivedMs, readings: readings.slice(0, READINGS_PER_ITEM), unreadable }];
    for (let from = READINGS_PER_ITEM; from < readings.length; from += READINGS_PER_ITEM) {
      const some = readings.slice(from, from + READINGS_PER_ITEM);
      parts.push({ deviceKey, payload, receivedMs, readings: some, unreadable: [] });
    }
    Promise.all(parts.map((part) => this.telemetryLane.submit(part))).then(
      () => answered(null),
      (error: unknown) => answered(asError(error)),
    );
  }

  /** `retained`: the broker's memory of it, not the device itself. Resolves once the state is stored. */
  async takeStatus(deviceKey: string, payload: Buffer, receivedMs: number, retained = false): Promise<void> {
    const status = decodeStatus(payload, receivedMs);
    if (!status.readable) {
      await this.quarantine.put(this.database, [
        this.refused(deviceKey, 'status', status.payload, status.reason, receivedMs),
      ]);
      return;
    }
    const { connection } = status;
    this.metrics.messages.inc({ channel: 'status', result: 'stored' });
    if (connection === null) return;
    if (retained) {
      this.liveness.retained(deviceKey, connection);
    } else {
      this.liveness.connection(deviceKey, receivedMs, connection);
    }
    await this.liveness.stored();
  }

  /** Resolves when nothing waits or is under way. */
  async drain(): Promise<void> {
    await Promise.all([this.alarmLane.drain(), this.telemetryLane.drain()]);
  }

  private async commitTelemetry(items: ArrivedTelemetry[]): Promise<void> {
    const rows: TelemetryRow[] = [];
    const refused: Quarantined[] = [];
    for (const { deviceKey, receivedMs, readings, unreadable } of items) {
      for (const { atMs, json } of readings) {
        rows.push({ deviceKey, receivedMs, json, atMs: TelemetryStore.clamp(atMs, receivedMs) });
      }
      for (const { payload, reason } of unreadable)
        refused.push(this.refused(deviceKey, 'telemetry', payload, reason, receivedMs));
    }
    await this.telemetryStore.add(rows);
    await this.quarantine.put(this.database, refused);
    this.metrics.messages.inc({ channel: 'telemetry', result: 'stored' }, rows.length);
    for (const item of items) {
      if (item.readings.length === 0) this.liveness.heard(item.deviceKey, item.receivedMs);
      for (const { atMs, battery, values } of item.readings)
        this.liveness.read(item.deviceKey, item.receivedMs, atMs, battery, values);
    }
  }

  /** A row that fails alone: once more as a message that cannot be read, which still raises a case if it may be a cry. */
  private async isolate(arrival: ArrivedEvent, error: unknown): Promise<void> {
    this.log.error(
      { deviceKey: arrival.deviceKey, code: codeOf(error) },
      'an event could not be stored as it was read',
    );
    try {
      await blameTheRow(this.pipeline.run([asUnreadable(arrival)]));
    } catch (again) {
      if (!isRowsFault(again)) throw again;
      this.log.error(
        { deviceKey: arrival.deviceKey, code: codeOf(again) },
        'an event could not be stored but in quarantine',
      );
      const { deviceKey, topic, receivedAt, event } = arrival;
      const reason = 'unstorable';
      await this.quarantine.put(this.database, [
        { deviceKey, topic, receivedAt, reason, payload: event.payload, alertId: null },
      ]);
      this.metrics.quarantined.inc({ reason });
    }
  }

  private async quarantineTelemetry(item: ArrivedTelemetry): Promise<void> {
    const row = this.refused(item.deviceKey, 'telemetry', item.payload, 'unstorable', item.receivedMs);
    await this.quarantine.put(this.database, [row]);
  }

  private refused(
    deviceKey: string,
    channel: 'telemetry' | 'status',
    payload: Buffer,
    reason: string,
    receivedMs: number,
  ): Quarantined {
    this.metrics.quarantined.inc({ reason });
    return {
      deviceKey,
      topic: deviceTopic(deviceKey, channel),
      receivedAt: new Date(receivedMs),
      reason,
      payload,
      alertId: null,
    };
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
