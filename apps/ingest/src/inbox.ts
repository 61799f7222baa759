// Holds each message until it is committed, in two lanes: alarms never wait behind telemetry. Commit first, acknowledge second.
import { Inject, Injectable } from '@nestjs/common';
import { deviceTopic } from '#libs/contracts';
import { LivenessKeeper, QuarantineStore, decodeEvents, decodeStatus } from '#libs/devices';
import { Database, GroupCommit, LOG, Metrics, type Answered, type Log } from '#libs/platform';
import { asUnreadable, type ArrivedEvent } from './arrived-event.ts';
import { blameTheRow, isRowsFault } from './rows-fault.ts';
import { SignalPipeline } from './signal-pipeline.ts';
import { TelemetryLane } from './telemetry-lane.ts';

@Injectable()
export class Inbox {
  private readonly alarmLane = new GroupCommit<ArrivedEvent, void>({
    maxBatch: 200,
    parallel: 2,
    prompt: true,
    // One device that floods must not hold back another one's cry.
    keyOf: (arrival) => arrival.deviceKey,
    mostOfOneKey: 40,
    commit: async (arrivals) => blameTheRow(this.pipeline.run(arrivals)).then(() => arrivals.map(() => undefined)),
    poison: (arrival, error) => this.isolate(arrival, error),
  });

  constructor(
    private readonly pipeline: SignalPipeline,
    private readonly telemetry: TelemetryLane,
    private readonly quarantine: QuarantineStore,
    private readonly liveness: LivenessKeeper,
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Messages that wait for their commit and may go on waiting. */
  get telemetryWaiting(): number {
    return this.telemetry.waiting;
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

  /** takeTelemetry() for the broker's own hook, without promises. */
  receiveTelemetry(deviceKey: string, payload: Buffer, receivedMs: number, answered: Answered<void>): void {
    this.telemetry.take(deviceKey, payload, receivedMs, answered);
  }

  /** `retained`: the broker's memory of it, not the device itself. Resolves once the state is stored. */
  async takeStatus(deviceKey: string, payload: Buffer, receivedMs: number, retained = false): Promise<void> {
    const status = decodeStatus(payload, receivedMs);
    if (!status.readable) {
      await this.telemetry.refuse(deviceKey, status.payload, status.reason, receivedMs, 'status');
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
    await Promise.all([this.alarmLane.drain(), this.telemetry.drain()]);
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
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
