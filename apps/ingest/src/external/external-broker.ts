// The adapter to an external broker: durable alarm lanes of this process, shared telemetry lanes, one connection for receipts.
import { Inject, Injectable } from '@nestjs/common';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { deviceTopic, type DeviceCommand, type DownChannel, type LinkHealth, type Receipt } from '#libs/contracts';
import { Database, LOG, SETTINGS, StartRefused, asError, type Answered, type Log, type Settings } from '#libs/platform';
import { DeviceBroker } from '../device-broker.ts';
import { Inbox } from '../inbox.ts';
import { upTopicOf } from '../topic-rules.ts';
import { Lane, type LaneOptions } from './lane.ts';
import {
  MOST_ALARM_LANES,
  STATUS_FILTER,
  TELEMETRY_FILTER,
  alarmFilter,
  alarmLane,
  receiptConnection,
  telemetryLane,
} from './lane-names.ts';
import { RetiredLane } from './retired-lane.ts';

const PUBLISH_TIMEOUT_MS = 5_000;
const DATABASE_RETRY_MS = 1_000;

@Injectable()
export class ExternalBroker extends DeviceBroker {
  private alarmLanes: Lane[] = [];
  private telemetryLanes: Lane[] = [];
  private retiredLanes: Lane[] = [];
  private sender: MqttClient | null = null;
  private suspended = false;
  private closed = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly inbox: Inbox,
    private readonly database: Database,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  get address(): string {
    return this.settings.MQTT_URL ?? '';
  }

  get canSend(): boolean {
    return this.sender?.connected ?? false;
  }

  open(): Promise<void> {
    const { INGEST_ID: id, ALARM_LANES: alarms, TELEMETRY_LANES: telemetry } = this.settings;
    const secret = this.secret();
    const alarm = (index: number): LaneOptions => this.lane(alarmLane(id, index), alarmFilter(id), true, secret);
    const indexes = (from: number, to: number): number[] =>
      Array.from({ length: to - from }, (_, index) => from + index);
    this.openSender(secret);
    this.alarmLanes = indexes(0, alarms).map((index) => new Lane(alarm(index)));
    this.retiredLanes = indexes(alarms, MOST_ALARM_LANES).map((index) => new RetiredLane(alarm(index)));
    this.telemetryLanes = indexes(0, telemetry).map(
      (index) => new Lane(this.lane(telemetryLane(id, index), TELEMETRY_FILTER, false, secret)),
    );
    this.openLanes();
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    await this.closeLanes();
    await this.sender?.endAsync(true).catch(() => undefined);
  }

  sendReceipt(deviceKey: string, receipt: Receipt): Promise<void> {
    return this.send(deviceKey, 'receipts', receipt);
  }

  sendCommand(deviceKey: string, command: DeviceCommand): Promise<void> {
    return this.send(deviceKey, 'commands', command);
  }

  private async send(deviceKey: string, channel: DownChannel, body: Receipt | DeviceCommand): Promise<void> {
    const { sender } = this;
    if (!sender?.connected) throw new Error('the broker is away');
    const sent = sender.publishAsync(deviceTopic(deviceKey, channel), JSON.stringify(body), { qos: 1 });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the broker did not take a message in time')), PUBLISH_TIMEOUT_MS);
    });
    await Promise.race([sent, late]).finally(() => clearTimeout(timer));
  }

  /** The broker's own files change (mosquitto-accounts --watch), and it cuts the connection itself. */
  credentialChanged(): void {
    return;
  }

  links(): LinkHealth[] {
    const link = (name: string, ready: number, all: number): LinkHealth => ({
      link: name,
      state: ready === all ? 'ok' : 'broken',
      ageMs: null,
      detail: `${ready} of ${all}${this.suspended ? ', closed while the database is away' : ''}`,
    });
    const ready = (lanes: Lane[]): number => lanes.filter((lane) => lane.isReady).length;
    return [
      link('broker', this.canSend ? 1 : 0, 1),
      link('alarmLanes', ready(this.alarmLanes), this.alarmLanes.length),
      link('telemetryLanes', ready(this.telemetryLanes), this.telemetryLanes.length),
    ];
  }

  private lane(name: string, filter: string, durable: boolean, secret: string): LaneOptions {
    const { log, address: url } = this;
    return {
      url,
      name,
      secret,
      filter,
      durable,
      log,
      take: (packet, answered) => this.take(packet, answered),
      onFailed: () => this.suspend(),
    };
  }

  private take(packet: IPublishPacket, answered: Answered<void>): void {
    const up = upTopicOf(packet.topic);
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    const receivedMs = Date.now();
    switch (up?.channel) {
      case 'events':
        return answer(this.inbox.takeEvents(up.deviceKey, payload, receivedMs), answered);
      case 'telemetry':
        return this.inbox.receiveTelemetry(up.deviceKey, payload, receivedMs, answered);
      case 'status':
        return answer(this.inbox.takeStatus(up.deviceKey, payload, receivedMs, packet.retain), answered);
      case undefined:
        this.log.warn({ topic: packet.topic.slice(0, 100) }, 'a message came on a topic that no device may use');
        answered(null);
    }
  }

  /** States are kept by the broker and told again at every connection: they need no acknowledgement after commit. */
  private openSender(secret: string): void {
    const name = receiptConnection(this.settings.INGEST_ID);
    const sender = connect(this.address, {
      clientId: name,
      username: name,
      password: secret,
      protocolVersion: 5,
      clean: true,
      keepalive: 30,
      reconnectPeriod: 1_000,
      reconnectOnConnackError: true,
      connectTimeout: 5_000,
      resubscribe: false,
    });
    this.sender = sender;
    sender.on('connect', () => void this.subscribeToStatus(sender));
    sender.on('message', (_topic, _payload, packet) => {
      this.take(packet, (error) => {
        if (error) this.log.warn({ err: error }, 'a state was not stored');
      });
    });
    sender.on('error', (error) =>
      this.log.warn({ lane: name, reason: error.message }, 'cannot connect; it will try again'),
    );
  }

  private async subscribeToStatus(sender: MqttClient): Promise<void> {
    await sender
      .subscribeAsync(STATUS_FILTER, { qos: 1 })
      .catch((error: unknown) => this.log.warn({ err: error }, 'cannot read states'));
  }

  private openLanes(): void {
    for (const lane of this.allLanes()) lane.open();
  }

  private async closeLanes(): Promise<void> {
    await Promise.all(this.allLanes().map((lane) => lane.close()));
  }

  private allLanes(): Lane[] {
    return [...this.alarmLanes, ...this.retiredLanes, ...this.telemetryLanes];
  }

  /** A lane that waits for the database would starve its keepalive; closed, it leaves its messages with the broker. */
  private suspend(): void {
    if (this.suspended || this.closed) return;
    this.suspended = true;
    this.log.warn('the database is away: lanes are closed until it is back');
    void this.closeLanes().then(() => this.waitForDatabase());
  }

  private waitForDatabase(): void {
    if (this.closed) return;
    this.retry = setTimeout(() => {
      this.database.query('SELECT 1').then(
        () => this.reopen(),
        () => this.waitForDatabase(),
      );
    }, DATABASE_RETRY_MS);
  }

  private reopen(): void {
    if (this.closed) return;
    this.suspended = false;
    this.log.info('the database is back: lanes are opened');
    this.openLanes();
  }

  private secret(): string {
    if (!this.settings.MQTT_LANE_SECRET)
      throw new StartRefused('missing settings: MQTT_LANE_SECRET (needed with MQTT_URL)');
    return this.settings.MQTT_LANE_SECRET;
  }
}

function answer(work: Promise<void>, answered: Answered<void>): void {
  work.then(
    () => answered(null),
    (error: unknown) => answered(asError(error)),
  );
}
