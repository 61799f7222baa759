// The floor: aedes and nothing else. Takes everybody in; authorizePublish does nothing, or commits one durable row and
// tells a bare websocket. Prints `ready mqtt=… ws=…`.
import { createServer, type AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import pg from 'pg';
import { WebSocketServer } from 'ws';

const databaseUrl = process.env.FLOOR_DATABASE_URL;

const database = databaseUrl ? new pg.Client({ connectionString: databaseUrl }) : null;
if (database) {
  await database.connect();
  await database.query(
    'CREATE TABLE IF NOT EXISTS floor (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text, payload bytea)',
  );
}
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
sockets.on('connection', (socket) =>
  (socket as unknown as { _socket: { setNoDelay(on: boolean): void } })._socket.setNoDelay(true),
);

async function commitAndTell(topic: string, payload: Buffer): Promise<void> {
  await database?.query({
    name: 'floor',
    text: 'INSERT INTO floor (topic, payload) VALUES ($1, $2)',
    values: [topic, payload],
  });
  for (const socket of sockets.clients) socket.send(payload, { binary: false });
}

const broker = await Aedes.createBroker({
  concurrency: 0,
  queueLimit: 1_000,
  authorizePublish: (_client, packet, done) => {
    if (!database) return done(null);
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    commitAndTell(packet.topic, payload).then(
      () => done(null),
      (error: unknown) => done(error instanceof Error ? error : new Error('not committed')),
    );
  },
});
const server = createServer({ noDelay: true }, (socket) => void broker.handle(socket));
server.listen(0, '127.0.0.1', () => {
  const port = (address: AddressInfo | string | null): number => (address as AddressInfo).port;
  process.stdout.write(
    `ready mqtt=mqtt://127.0.0.1:${port(server.address())} ws=ws://127.0.0.1:${port(sockets.address())}\n`,
  );
});
process.on('SIGTERM', () => process.exit(0));
