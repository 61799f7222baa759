// One write for all that waits, over a real server and a real client: what write-together.ts expects of engine.io holds.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Server, type Socket } from 'socket.io';
import { io, type Socket as ClientSocket } from 'socket.io-client';
import { SOCKET_OPTIONS } from './socket-options.ts';
import { writeTogether } from './write-together.ts';

const MESSAGES = 50;
let http: HttpServer;
let server: Server;
let client: ClientSocket;
let socket: Socket;

beforeEach(async () => {
  http = createServer();
  server = new Server(http, SOCKET_OPTIONS);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: ['websocket'],
    forceNew: true,
  });
  socket = await accepted;
});
afterEach(async () => {
  client.disconnect();
  await server.close();
});

/** Sends at once; answers what came, and in how many writes it went. */
async function sendAtOnce(): Promise<{ came: number[]; writes: number }> {
  const stream = socket.conn.request.socket;
  const spies = [jest.spyOn(stream, '_write'), jest.spyOn(stream, '_writev' as '_write')];
  const came: number[] = [];
  const all = new Promise<void>((resolve) => {
    client.on('alert', (n: number) => {
      if (came.push(n) === MESSAGES) resolve();
    });
  });
  for (let n = 0; n < MESSAGES; n++) socket.emit('alert', n);
  await all;
  return { came, writes: spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0) };
}
const inOrder = Array.from({ length: MESSAGES }, (_, n) => n);

describe('What waits for a client', () => {
  it('goes out in one write behind the one that is under way, complete and in order', async () => {
    writeTogether(socket);
    expect(await sendAtOnce()).toEqual({ came: inOrder, writes: 2 });
  });

  it('would go out in a write for each message', async () => {
    expect(await sendAtOnce()).toEqual({ came: inOrder, writes: MESSAGES });
  });

  it('is put together once, however many namespaces the connection carries', () => {
    for (let n = 0; n < 20; n++) writeTogether(socket);
    expect(socket.conn.listenerCount('flush')).toBe(1);
  });
});
