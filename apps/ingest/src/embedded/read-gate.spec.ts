// What is read from a socket while the database is behind: telemetry waits, a cry for help never does.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connectFrame, publishFrame } from '../testing/raw-mqtt.ts';
import { until } from '../testing/until.ts';
import { ReadGate } from './read-gate.ts';

const telemetry = publishFrame('devices/d/telemetry', '{"values":{}}');
const cry = publishFrame('devices/d/events', '{"type":"sos"}');

interface Connection {
  name: string;
  client: Socket;
  served: Socket;
  read: () => Buffer;
}

describe('The gate', () => {
  let server: Server;
  let gate: ReadGate;
  let busy: boolean;
  let oversize: number;
  /** Who was read, in order. */
  let order: string[];
  let connections: Connection[];

  beforeEach(async () => {
    [busy, oversize, order, connections] = [false, 0, [], []];
    gate = new ReadGate({ isBusy: () => busy, onOversize: () => (oversize += 1) });
    server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterEach(async () => {
    for (const { client, served } of connections) for (const socket of [client, served]) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const join = async (name = 'd'): Promise<Connection> => {
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const served = await accepted;
    const chunks: Buffer[] = [];
    for (const socket of [client, served]) socket.on('error', () => undefined);
    gate.guard(served);
    // As the broker does: one read for each sign that there is something.
    served.on('readable', () => {
      const chunk = served.read(undefined) as Buffer | null;
      if (!chunk) return;
      chunks.push(chunk);
      order.push(name);
    });
    const one = { name, client, served, read: () => Buffer.concat(chunks) };
    connections.push(one);
    return one;
  };
  const send = async ({ client, served }: Connection, bytes: Buffer): Promise<void> => {
    const before = served.bytesRead;
    client.write(bytes);
    await until(() => served.bytesRead >= before + bytes.length, 'arrival');
  };
  const some = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

  it('lets everything through while nothing is behind', async () => {
    const one = await join();
    await send(one, Buffer.concat([telemetry, cry]));
    await until(() => one.read().equals(Buffer.concat([telemetry, cry])), 'reading');
  });

  it('holds telemetry while the database is behind, and gives it out in order afterwards', async () => {
    const one = await join();
    busy = true;
    await send(one, telemetry);
    await send(one, telemetry);
    await some();
    expect(order).toEqual([]);
    busy = false;
    await until(() => one.read().equals(Buffer.concat([telemetry, telemetry])), 'reading what was held');
    await send(one, cry);
    await until(() => one.read().length === telemetry.length * 2 + cry.length, 'reading on');
  });

  it('lets nobody pass those that wait', async () => {
    const [first, second, third] = [await join('first'), await join('second'), await join('third')];
    busy = true;
    await send(second, telemetry);
    await send(first, telemetry);
    await send(second, telemetry);
    busy = false;
    await send(third, telemetry);
    await until(() => order.length === 3, 'reading all');
    expect(order).toEqual(['second', 'first', 'third']);
  });

  it('lets a cry for help through all the same, with what came before it', async () => {
    const [one, other] = [await join('one'), await join('other')];
    busy = true;
    await send(other, telemetry);
    await send(one, telemetry);
    await send(one, cry);
    await until(() => one.read().equals(Buffer.concat([telemetry, cry])), 'reading the cry');
    expect(order).toEqual(['one']);
  });

  it('lets a sign-in through all the same', async () => {
    const one = await join();
    busy = true;
    await send(one, connectFrame({ clientId: 'd', username: 'd', password: 'x' }));
    await until(() => order.length === 1, 'reading the sign-in');
  });

  it('ends a connection whose frame is too long, also while it is held', async () => {
    const one = await join();
    busy = true;
    await send(one, telemetry);
    one.client.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]));
    await until(() => one.served.destroyed, 'the end');
    expect(oversize).toBe(1);
    busy = false;
    await some();
    expect(order).toEqual([]);
  });
});
