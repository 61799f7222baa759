// The telephony, played by a local server: signed orders, and answers of every sort.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSigned, signatureOf } from './signature.ts';
import { Telephony, type TelephonyOrder } from './telephony.ts';

const SECRET = 'a secret of both';
const now = new Date('2026-03-01T10:00:00+08:00');
const clock = { now: () => now };
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

interface Heard {
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Answers each request with the next status; 0: never. */
async function playing(...statuses: number[]): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts) });
      const status = statuses[heard.length - 1] ?? 200;
      if (status !== 0) response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('{}');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`, heard };
}

const order: TelephonyOrder = {
  id: '018f', kind: 'clickToCall', purpose: 'callTask', to: { number: '13800000001' },
  operator: { id: 'a', username: 'anna' }, alert: { id: 'c', number: '260301-00001' }, callTaskId: 't', text: null,
}; // prettier-ignore

describe('The telephony', () => {
  it('gets the order as JSON, signed, under the id by which it carries it out once', async () => {
    const { url, heard } = await playing(202);
    expect(await new Telephony(url, SECRET, clock).send(order)).toEqual({ became: 'accepted' });
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = heard;
    expect(JSON.parse(body.toString())).toEqual(order);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': '018f' });
    const [timestamp, signature] = [headers['x-yinling-timestamp'], headers['x-yinling-signature']];
    expect(timestamp).toBe('1772330400');
    expect(isSigned(SECRET, { timestamp, signature, body }, now)).toBe(true);
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [422, 'refused'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ] as const)('that answers %i counts as %s', async (status, became) => {
    const { url } = await playing(status);
    expect(await new Telephony(url, SECRET, clock).send(order)).toEqual({ became, error: `http${status}` });
  });

  it('that is silent, away or sends us elsewhere is unreachable, and no order waits longer than its time', async () => {
    const { url } = await playing(0, 302);
    expect(await new Telephony(url, SECRET, clock, 50).send(order)).toEqual({ became: 'unreachable', error: 'TimeoutError' }); // prettier-ignore
    expect((await new Telephony(url, SECRET, clock).send(order)).became).toBe('unreachable');
    expect((await new Telephony('http://127.0.0.1:1', SECRET, clock).send(order)).became).toBe('unreachable');
  });

  it('that does not exist takes nothing', async () => {
    const none = new Telephony(null, null, clock);
    expect([none.isThere, await none.send(order)]).toEqual([false, { became: 'refused', error: 'noTelephony' }]);
  });
});

describe('A signed message', () => {
  const body = Buffer.from('{"id":"1"}');
  const at = (seconds: number): string => String(now.getTime() / 1000 + seconds);
  const signed = (timestamp: string, secret = SECRET) => ({ timestamp, signature: signatureOf(secret, timestamp, body), body }); // prettier-ignore

  it('is taken within five minutes either side', () => {
    for (const seconds of [0, 300, -300]) expect(isSigned(SECRET, signed(at(seconds)), now)).toBe(true);
    for (const seconds of [301, -301, -86_400]) expect(isSigned(SECRET, signed(at(seconds)), now)).toBe(false);
  });

  it('is refused with another secret, another body, another time, or none of it', () => {
    const good = signed(at(0));
    expect(isSigned(SECRET, signed(at(0), 'another'), now)).toBe(false);
    expect(isSigned(SECRET, { ...good, body: Buffer.from('{"id":"2"}') }, now)).toBe(false);
    expect(isSigned(SECRET, { ...good, timestamp: at(1) }, now)).toBe(false);
    expect(isSigned(SECRET, { timestamp: undefined, signature: undefined, body }, now)).toBe(false);
    expect(isSigned(SECRET, { ...good, signature: [good.signature] }, now)).toBe(false);
  });

  it('never throws, whatever its headers are', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (timestamp, signature) => {
        expect(isSigned(SECRET, { timestamp, signature, body }, now)).toBe(false);
      }),
    );
  });
});
