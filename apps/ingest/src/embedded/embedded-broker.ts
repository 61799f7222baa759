// Our own MQTT broker (aedes, MQTT 3.1.1): a message is committed in authorizePublish, the only hook before its PUBACK.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import {
  Aedes,
  type AedesPublishPacket,
  type AuthenticateError,
  type Client,
  type PublishPacket,
  type Subscription,
} from 'aedes';
import { deviceTopic, type DeviceCommand, type DownChannel, type LinkHealth, type Receipt } from '#libs/contracts';
import { LOG, Metrics, SETTINGS, type Log, type Settings } from '#libs/platform';
import { DeviceBroker } from '../device-broker.ts';
import { ExpectedDevices } from '../expected-devices.ts';
import { Inbox } from '../inbox.ts';
import { mayPublish, mayRead } from '../topic-rules.ts';
import { DeviceSignIn, type SignIn } from './device-sign-in.ts';
import { listenOn } from './listen-on.ts';
import { ReadGate } from './read-gate.ts';

/**
 * Telemetry messages in the inbox from which on sockets are held back, and until when: half a commit. What waits in sockets
 * costs nothing; what was read is copied by the garbage collector again and again until it is committed.
 */
const HOLD_FROM = 500;
/** From here on telemetry of QoS 0 is shed: more than a turn of the gate lets through can be on its way. */
const SHED_FROM = 5_000;
const LONGEST_RETAINED = 1_024;
/** A subscriber that lets more than this lie is cut off. */
const MOST_UNREAD_BYTES = 256 * 1024;

const RETURN_CODE: Record<Exclude<SignIn, 'ok'>, number> = { unavailable: 3, badCredentials: 4, notAuthorized: 5 };

@Injectable()
export class EmbeddedBroker extends DeviceBroker {
  readonly canSend = true;
  private broker: Aedes | null = null;
  private server: Server | null = null;
  private readonly clients = new Map<string, Client>();
  private readonly sockets = new Set<Socket>();
  private readonly gate = new ReadGate({
    isBusy: () => this.inbox.telemetryWaiting >= HOLD_FROM,
    onOversize: (socket) =>
      this.log.warn({ port: socket.remotePort }, 'a frame was too long; its connection was ended'),
  });

  constructor(
    private readonly inbox: Inbox,
    private readonly signIn: DeviceSignIn,
    private readonly expected: ExpectedDevices,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  get address(): string {
    const { address, port } = (this.server?.address() as AddressInfo | null) ?? { address: '', port: 0 };
    const host = ['0.0.0.0', '::', ''].includes(address) ? '127.0.0.1' : address;
    return `mqtt://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }

  async open(): Promise<void> {
    const broker = await Aedes.createBroker({
      // No limit: one subscriber that does not read must not use up the slots of all.
      concurrency: 0,
      connectTimeout: 10_000,
      // MQTT 3.1 allows 23 characters; our keys have up to 64.
      maxClientsIdLength: 64,
      drainTimeout: 30_000,
      queueLimit: 1_000,
      authenticate: (client, username, password, done) => void this.authenticate(client, username, password, done),
      authorizePublish: (client, packet, done) => this.authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => this.authorizeSubscribe(client, subscription, done),
      authorizeForward: (client, packet) => this.authorizeForward(client, packet),
    });
    broker.on('client', (client: Client) => this.clients.set(client.id, client));
    broker.on('clientDisconnect', (client: Client) => {
      if (this.clients.get(client.id) === client) this.clients.delete(client.id);
    });
    broker.on('clientError', (client: Client, error: Error) =>
      this.log.debug({ client: client.id, reason: error.message }, 'connection ended'),
    );
    broker.on('connectionError', (_: Client, error: Error) =>
      this.log.debug({ reason: error.message }, 'connection refused'),
    );
    (broker as NodeJS.EventEmitter).on('error', (error: Error) => this.log.error({ err: error }, 'broker error'));
    this.broker = broker;
    this.server = createServer({ highWaterMark: 16 * 1024, noDelay: true }, (socket) => this.welcome(socket, broker));
    await listenOn(this.server, this.settings, this.log);
  }

  async close(): Promise<void> {
    const { server, broker } = this;
    // Receipts that come from now on are kept for the next start.
    this.broker = null;
    if (server) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => (broker ? broker.close(() => resolve()) : resolve()));
      for (const socket of this.sockets) socket.destroy();
      await closed;
    }
    await this.expected.drain();
  }

  sendReceipt(deviceKey: string, receipt: Receipt): Promise<void> {
    return this.send(deviceKey, 'receipts', receipt);
  }

  sendCommand(deviceKey: string, command: DeviceCommand): Promise<void> {
    return this.send(deviceKey, 'commands', command);
  }

  /** Our own broker takes it at once; one that does not read holds nobody up. */
  private send(deviceKey: string, channel: DownChannel, body: Receipt | DeviceCommand): Promise<void> {
    if (!this.broker) return Promise.reject(new Error('the broker is closed'));
    this.broker.publish(
      {
        cmd: 'publish',
        topic: deviceTopic(deviceKey, channel),
        payload: Buffer.from(JSON.stringify(body)),
        qos: 1,
        retain: false,
        dup: false,
      },
      (error) => {
        if (error) this.log.debug({ device: deviceKey, channel, reason: error.message }, 'a message was not delivered');
      },
    );
    return Promise.resolve();
  }

  credentialChanged(username: string): void {
    this.signIn.forget(username);
    this.clients.get(username)?.close();
  }

  links(): LinkHealth[] {
    const listening = this.server?.listening ?? false;
    return [
      {
        link: 'broker',
        state: listening ? 'ok' : 'broken',
        ageMs: listening ? 0 : null,
        detail: `embedded, ${this.clients.size} connected`,
      },
    ];
  }

  private welcome(socket: Socket, broker: Aedes): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    this.gate.guard(socket);
    broker.handle(socket);
  }

  private async authenticate(
    client: Client,
    username: string | undefined,
    password: Buffer | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): Promise<void> {
    const signIn = await this.signIn.check(client.id, username, password);
    this.metrics.messages.inc({ channel: 'connect', result: signIn });
    if (signIn === 'ok') {
      this.expected.signedIn(client.id);
      return done(null, true);
    }
    const refusal: AuthenticateError = Object.assign(new Error(signIn), { returnCode: RETURN_CODE[signIn] });
    done(refusal, false);
  }

  /** Calls back with an error, and so ends the connection without PUBACK, if it is not allowed or not committed. */
  private authorizePublish(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    const channel = client ? mayPublish(client.id, packet.topic) : null;
    if (!client || !channel) return done(new Error('a device may publish to its own topics only'));
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    // Only the state of a connection is worth remembering; an event that is remembered would be history that looks like news.
    if (channel !== 'status' || payload.length > LONGEST_RETAINED) packet.retain = false;
    if (channel === 'telemetry') return this.takeTelemetry(client.id, payload, packet.qos, done);
    this.take(client.id, channel, payload).then(
      () => this.answer(done, null),
      (error: unknown) => this.answer(done, error instanceof Error ? error : new Error('not committed')),
    );
  }

  private answer(done: (error?: Error | null) => void, error: Error | null): void {
    try {
      done(error);
    } catch (failure) {
      this.log.error({ err: failure }, 'the broker failed after a commit');
    }
  }

  private take(deviceKey: string, channel: 'events' | 'status', payload: Buffer): Promise<void> {
    const receivedMs = Date.now();
    switch (channel) {
      case 'events':
        return this.inbox.takeEvents(deviceKey, payload, receivedMs);
      case 'status':
        return this.inbox.takeStatus(deviceKey, payload, receivedMs);
    }
  }

  private takeTelemetry(deviceKey: string, payload: Buffer, qos: number, done: (error?: Error | null) => void): void {
    // Nobody waits for an answer to QoS 0: while the database is behind it is shed.
    if (qos === 0 && this.inbox.telemetryWaiting >= SHED_FROM) {
      this.metrics.messages.inc({ channel: 'telemetry', result: 'shed' });
      return this.answer(done, null);
    }
    this.inbox.receiveTelemetry(deviceKey, payload, Date.now(), (error) => this.answer(done, error));
  }

  private authorizeSubscribe(
    client: Client,
    subscription: Subscription,
    done: (error: Error | null, subscription?: Subscription | null) => void,
  ): void {
    const permitted = mayRead(client.id, subscription.topic);
    // For a lasting session aedes stores every filter of a SUBSCRIBE once one of them is granted, and would gather messages
    // for the refused ones without end: they are renamed to a topic that nobody uses, before the first one is answered.
    if (!permitted) subscription.topic = `refused/${client.id}`;
    queueMicrotask(() => done(null, permitted ? subscription : null));
  }

  private authorizeForward(client: Client, packet: AedesPublishPacket): AedesPublishPacket | null {
    if (!mayRead(client.id, packet.topic)) return null;
    if (client.conn.writableLength > MOST_UNREAD_BYTES) {
      client.conn.destroy();
      return null;
    }
    return packet;
  }
}
