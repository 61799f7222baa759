// What is read from a socket while the database is behind: telemetry waits, a cry for help never does.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { publishFrame } from '../testing/raw-mqtt.ts';
import { until } from '../testing/until.ts';
import { ReadGate } from './read-gate.ts';

const telemetry = publishFrame('devices/d/telemetry', '{"values":{}}');
const cry = publishFrame('devices/d/events', '{"type":"sos"}');

describe('The gate', () => {
  let server: Server;
  let gate: ReadGate;
  let busy = false;
  let oversize = 0;
  let read: Buffer[];
  let client: Socket;
  let served: Socket;

  beforeEach(async () => {
    [busy, oversize, read] = [false, 0, []];
    gate = new ReadGate({ isBusy: () => busy, onOversize: () => (oversize += 1) });
    const accepted = new Promise<Socket>((resolve) => {
      server = createServer(resolve).listen(0, '127.0.0.1');
    });
    await new Promise((resolve) => server.once('listening', resolve));
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    served = await accepted;
    served.on('error', () => undefined);
    client.on('error', () => undefined);
    gate.guard(served);
    // As the broker does: one read for each sign that there is something.
    served.on('readable', () => {
      const chunk = served.read(undefined) as Buffer | null;
      if (chunk) read.push(chunk);
    });
  });
  afterEach(() => {
    client.destroy();
    server.close();
  });
  const all = (): Buffer => Buffer.concat(read);
  const arrived = (bytes: number): Promise<void> => until(() => served.bytesRead >= bytes, 'arrival');

  it('lets everything through while nothing is behind', async () => {
    client.write(Buffer.concat([telemetry, cry]));
    await until(() => all().equals(Buffer.concat([telemetry, cry])), 'reading');
  });

  it('holds telemetry while the database is behind, and gives it out in order afterwards', async () => {
    busy = true;
    client.write(telemetry);
    await arrived(telemetry.length);
    gate.resume();
    expect(read).toEqual([]);
    busy = false;
    gate.resume();
    await until(() => all().equals(telemetry), 'reading what was held');
    client.write(cry);
    await until(() => all().equals(Buffer.concat([telemetry, cry])), 'reading on');
  });

  it('lets a cry for help through all the same, with what came before it', async () => {
    busy = true;
    client.write(telemetry);
    await arrived(telemetry.length);
    expect(read).toEqual([]);
    client.write(cry);
    await until(() => all().equals(Buffer.concat([telemetry, cry])), 'reading the cry');
  });

  it('ends a connection whose frame is too long, also while it is held', async () => {
    busy = true;
    client.write(telemetry);
    await arrived(telemetry.length);
    client.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]));
    await until(() => served.destroyed, 'the end');
    expect(oversize).toBe(1);
    busy = false;
    gate.resume();
    expect(read).toEqual([]);
  });
});
