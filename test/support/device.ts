// A device as the brokers see it: signs in, publishes with QoS 1, logs what was acknowledged and what came back.
import mqtt, { type MqttClient } from 'mqtt';
import { deviceTopic, type Receipt, type UpChannel } from '../../libs/contracts/src/index.ts';
import { until } from './waiting.ts';

export interface DeviceOptions {
  key: string;
  secret?: string;
  clientId?: string;
  clean?: boolean;
  will?: boolean;
}

export class Device {
  readonly receipts: Receipt[] = [];
  /** Event ids that the broker acknowledged. */
  readonly acknowledged: string[] = [];

  private constructor(
    readonly key: string,
    readonly client: MqttClient,
  ) {
    client.on('message', (topic, payload) => {
      if (topic === deviceTopic(key, 'receipts')) this.receipts.push(JSON.parse(payload.toString()) as Receipt);
    });
    client.on('error', () => undefined);
  }

  static async connect(url: string, options: DeviceOptions): Promise<Device> {
    const client = await mqtt.connectAsync(url, {
      clientId: options.clientId ?? options.key,
      username: options.key,
      password: options.secret ?? `${options.key}-secret`,
      clean: options.clean ?? true,
      protocolVersion: 4,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      ...(options.will
        ? {
            will: {
              topic: deviceTopic(options.key, 'status'),
              payload: Buffer.from('{"state":"offline"}'),
              qos: 1 as const,
              retain: true,
            },
          }
        : {}),
    });
    const device = new Device(options.key, client);
    await client.subscribeAsync(deviceTopic(options.key, 'receipts'), { qos: 1 });
    return device;
  }

  /** Publishes and waits for the PUBACK. Objects are sent as JSON, bytes as they are. */
  async send(payload: object | Buffer | string, channel: UpChannel = 'events'): Promise<void> {
    const body = Buffer.isBuffer(payload) || typeof payload === 'string' ? payload : JSON.stringify(payload);
    await this.client.publishAsync(deviceTopic(this.key, channel), body, { qos: 1 });
    if (typeof payload === 'object' && 'id' in payload) this.acknowledged.push(String(payload.id));
  }

  async press(id: string, over: object = {}): Promise<void> {
    await this.send({ id, type: 'sos', at: Date.now(), ...over });
  }

  /** The receipt of an event in a state. */
  async receipt(id: string, state: Receipt['state'] = 'received', timeoutMs = 15_000): Promise<Receipt> {
    return until(
      `receipt ${state} of ${id}`,
      () => this.receipts.find((receipt) => receipt.id === id && receipt.state === state),
      timeoutMs,
    );
  }

  /** Ends the connection as a dying device would. */
  async drop(): Promise<void> {
    this.client.stream.destroy();
    await this.client.endAsync(true);
  }

  async end(): Promise<void> {
    await this.client.endAsync();
  }
}
