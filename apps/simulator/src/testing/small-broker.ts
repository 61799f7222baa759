// A broker of this process that answers as the platform does on the wire: sign-in by secret, receipts for events. For specs.
import { Aedes } from 'aedes';
import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { deviceTopic } from '#libs/contracts';

export interface Heard {
  key: string;
  channel: string;
  payload: string;
}

export interface SmallBroker {
  url: string;
  heard: Heard[];
  /** Resolves once what was heard fulfils the condition. */
  until(condition: (heard: Heard[]) => boolean): Promise<void>;
  /** Cuts every connection, as a restart does. */
  cut(): void;
  close(): Promise<void>;
}

export interface SmallBrokerOptions {
  knows?: (key: string, secret: string) => boolean;
  /** Number of the alert that an event gets; undefined sends no receipt. `nth` counts that event's arrivals from 1. */
  receipt?: (eventId: string, nth: number) => string | undefined;
  acknowledges?: boolean;
}

export async function smallBroker(options: SmallBrokerOptions = {}): Promise<SmallBroker> {
  const {
    knows = (key, secret) => secret === `${key}-secret`,
    receipt = () => '251122-00001',
    acknowledges = true,
  } = options;
  const heard: Heard[] = [];
  const changed = new EventEmitter();
  const arrivals = new Map<string, number>();
  const aedes = await Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      const known = client.id === username && knows(client.id, password?.toString() ?? '');
      done(known ? null : Object.assign(new Error('refused'), { returnCode: 5 }), known);
    },
    authorizePublish: (client, packet, done) => {
      const [, key = '', channel = ''] = packet.topic.split('/');
      const payload = packet.payload.toString();
      heard.push({ key, channel, payload });
      changed.emit('heard');
      if (!acknowledges) return done(new Error('not stored'));
      done();
      // Nobody has a client of its own when the broker sends a last will.
      if (channel === 'events' && client) answer(key, payload);
    },
  });
  const answer = (key: string, payload: string): void => {
    const { id } = JSON.parse(payload) as { id: string };
    const nth = (arrivals.get(id) ?? 0) + 1;
    arrivals.set(id, nth);
    const alert = receipt(id, nth);
    if (alert === undefined) return;
    aedes.publish(
      {
        cmd: 'publish',
        topic: deviceTopic(key, 'receipts'),
        payload: JSON.stringify({ id, alert, state: 'received', at: new Date().toISOString() }),
        qos: 1,
        retain: false,
        dup: false,
      },
      () => undefined,
    );
  };
  const sockets = new Set<Socket>();
  // With delay, a receipt right behind its PUBACK waits 40 ms for the other side.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    until: async (condition) => {
      while (!condition(heard)) await once(changed, 'heard');
    },
    cut,
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
}
