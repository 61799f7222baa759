// One device's connection to the broker: signed in as itself, publishing on its own topics, hearing its own receipts.
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { deviceTopic, type Receipt, type UpChannel } from '#libs/contracts';
import { CannotRun } from './broker-address.ts';

export interface DeviceLinkOptions {
  url: string;
  key: string;
  secret: string;
  onReceipt: (receipt: Receipt) => void;
  /** Comes back after this many ms when the connection breaks; 0 = stays away. */
  reconnectMs?: number;
  /** Announces itself online, with a last will that says offline (retained). */
  announces?: boolean;
  /** How long signing in may take, in ms. */
  patienceMs?: number;
}

export class DeviceLink {
  private constructor(
    readonly key: string,
    private readonly client: MqttClient,
    private readonly options: DeviceLinkOptions,
  ) {}

  /** Signs in and subscribes to the device's receipts. Throws CannotRun with the reason in plain words. */
  static async open(options: DeviceLinkOptions): Promise<DeviceLink> {
    const { url, key, secret, patienceMs = 10_000 } = options;
    const settings: IClientOptions = {
      clientId: key,
      username: key,
      password: secret,
      protocolVersion: 4,
      clean: true,
      keepalive: 60,
      connectTimeout: patienceMs,
      reconnectPeriod: options.reconnectMs ?? 0,
      ...(options.announces ? { will: { topic: deviceTopic(key, 'status'), ...offline() } } : {}),
    };
    const client = mqtt.connect(url, settings);
    // Without a listener a later error would end the process; the link itself notices by what is not acknowledged.
    client.on('error', () => undefined);
    const link = new DeviceLink(key, client, options);
    try {
      await connected(client);
      client.on('message', (_topic, payload) => link.heard(payload));
      await client.subscribeAsync(deviceTopic(key, 'receipts'), { qos: 1 });
    } catch (error) {
      client.end(true);
      throw refusal(error, url, key);
    }
    if (options.announces) {
      link.announce();
      client.on('connect', () => link.returned());
    }
    return link;
  }

  get isUp(): boolean {
    return this.client.connected;
  }

  /** Resolves when the broker acknowledged it (QoS 1). */
  async publish(channel: UpChannel, payload: string): Promise<void> {
    await this.client.publishAsync(deviceTopic(this.key, channel), payload, { qos: 1, retain: channel === 'status' });
  }

  /** Breaks off without a goodbye, so that the broker publishes the last will, and comes back after `ms`. */
  drop(ms: number): void {
    this.client.options.reconnectPeriod = ms;
    this.client.stream.destroy();
  }

  /** Says goodbye; what is not acknowledged by then is given up. */
  async close(): Promise<void> {
    if (this.options.announces && this.client.connected) {
      await Promise.race([this.publish('status', offline().payload), pause(1_000)]).catch(() => undefined);
    }
    await Promise.race([this.client.endAsync(false), pause(1_000)]);
    // A broker that never acknowledges must not keep this process alive.
    this.client.stream?.destroy();
  }

  private returned(): void {
    this.client.options.reconnectPeriod = this.options.reconnectMs ?? 0;
    this.announce();
  }

  private announce(): void {
    this.publish('status', JSON.stringify({ state: 'online', at: Date.now() })).catch(() => undefined);
  }

  private heard(payload: Buffer): void {
    try {
      this.options.onReceipt(JSON.parse(payload.toString('utf8')) as Receipt);
    } catch {
      // A receipt that cannot be read is none: whoever waits for it says so.
    }
  }
}

/** A last will is written at connect; its arrival counts, not its `at`. */
const offline = () => ({
  payload: JSON.stringify({ state: 'offline', at: Date.now() }),
  qos: 1 as const,
  retain: true,
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
  });
}

function refusal(error: unknown, url: string, key: string): Error {
  // Never the whole URL: it may hold a password.
  const where = new URL(url).host;
  const { code, message = String(error) } = (error ?? {}) as { code?: unknown; message?: string };
  if (code === 'ECONNREFUSED')
    return new CannotRun(`${where} 没有服务在运行。\nNothing listens at ${where}: npm start first.`);
  if (code === 4 || code === 5) {
    return new CannotRun(
      `服务器拒绝了设备 ${key}：没有这个设备，或密钥已更换。\n` +
        `The broker refused ${key}: unknown device, or its secret is not ${key}-secret any more.`,
    );
  }
  return new CannotRun(
    `设备 ${key} 无法连接 ${where}（${message}）。\n${key} could not connect to ${where} (${message}).`,
  );
}
