// One connection to an external broker that handles one message at a time and acknowledges it after its commit.
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import type { Answered, Log } from '#libs/platform';

const SESSION_SECONDS = 30 * 86_400;

export interface LaneOptions {
  url: string;
  /** Client id and username. */
  name: string;
  secret: string;
  filter: string;
  /** The broker keeps what comes while this lane is away. */
  durable: boolean;
  /** Answers once the message is committed; it is acknowledged then and only then. */
  take: (packet: IPublishPacket, answered: Answered<void>) => void;
  /** A message could not be committed: the lane is of no use until the database is back. */
  onFailed: () => void;
  log: Log;
}

export class Lane {
  protected client: MqttClient | null = null;
  /** Grows with every connection: an answer that comes too late must not acknowledge a message of the next one. */
  private connection = 0;
  private subscribed = false;

  constructor(protected readonly options: LaneOptions) {}

  get isReady(): boolean {
    return this.subscribed && (this.client?.connected ?? false);
  }

  open(): void {
    if (this.client) return;
    const { url, name, secret, durable, log } = this.options;
    const client = connect(url, {
      clientId: name,
      username: name,
      password: secret,
      protocolVersion: 5,
      clean: !durable,
      keepalive: 30,
      reconnectPeriod: 1_000,
      reconnectOnConnackError: true,
      connectTimeout: 5_000,
      resubscribe: false,
      properties: { sessionExpiryInterval: durable ? SESSION_SECONDS : 0 },
    });
    this.client = client;
    client.handleMessage = (packet, done) => this.handle(packet, done);
    client.on('connect', (connack) => void this.connected(client, connack.sessionPresent));
    client.on('close', () => {
      this.connection += 1;
      this.subscribed = false;
    });
    client.on('error', (error) =>
      log.warn({ lane: name, reason: error.message }, 'lane cannot connect; it will try again'),
    );
  }

  /** What was not acknowledged stays with the broker. */
  async close(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.connection += 1;
    this.subscribed = false;
    await client?.endAsync(true).catch(() => undefined);
  }

  /** `sessionPresent`: the broker knew this lane from before. */
  protected async connected(client: MqttClient, _sessionPresent: boolean): Promise<void> {
    try {
      await client.subscribeAsync(this.options.filter, { qos: 1 });
      this.subscribed = true;
    } catch (error) {
      this.options.log.warn({ lane: this.options.name, err: error }, 'lane cannot subscribe');
    }
  }

  protected handle(packet: IPublishPacket, done: (error?: Error) => void): void {
    const connection = this.connection;
    this.options.take(packet, (error) => {
      if (connection !== this.connection) return;
      if (error === null) done();
      else this.options.onFailed();
    });
  }
}
