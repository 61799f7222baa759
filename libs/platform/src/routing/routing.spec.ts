// The routing service, played by a local server that speaks OSRM's documented protocol; and one that is slow, broken or wrong.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { TravelWay } from '#libs/contracts';
import { makeLog } from '../log.ts';
import { Routing, type RouteQuestion } from './routing.ts';

const HOME = { lng: 119.81, lat: 28.89 };
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

class SetClock {
  constructor(public at = 1_000_000) {}
  now(): Date {
    return new Date(this.at);
  }
}

const lines: string[] = [];
const log = makeLog('spec', 'warn', { write: (line: string) => void lines.push(line) });
const routing = (url: string | null, clock = new SetClock(), timeoutMs = 10_000): Routing =>
  new Routing(url, clock, log, timeoutMs);
const from = (lng: number, way: TravelWay, straightMetres = 1_000): RouteQuestion => ({
  from: { lng, lat: 28.9 },
  way,
  straightMetres,
});
const ok =
  (body: object): RequestListener =>
  (_, response) =>
    void response.end(JSON.stringify(body));

/** 10 minutes for the first source, one more for each next, and 100 m a minute; as OSRM answers. */
const osrm =
  (asked: string[] = []): RequestListener =>
  (request, response) => {
    asked.push(request.url ?? '');
    const url = new URL(request.url ?? '', 'http://osrm');
    const places = /^\/table\/v1\/(foot|bike|car)\/([^/]+)$/.exec(url.pathname)?.[2]?.split(';') ?? [];
    const sources = url.searchParams.get('sources')?.split(';') ?? [];
    const snapped = (n: string): object => ({
      hint: 'x',
      distance: 3,
      name: '',
      location: places[Number(n)]?.split(',').map(Number),
    });
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        code: 'Ok',
        durations: sources.map((_, n) => [600 + n * 60]),
        distances: sources.map((_, n) => [1_000 + n * 100]),
        sources: sources.map(snapped),
        destinations: [snapped('0')],
      }),
    ); // prettier-ignore
  };

describe('The routing service', () => {
  it('is asked one table for each way of travel, everybody to the one home', async () => {
    const asked: string[] = [];
    const times = await routing(`${await serving(osrm(asked))}/`).timesTo(HOME, [
      from(119.8, 'car'),
      from(119.82, 'foot'),
      from(119.83, 'car'),
    ]);
    expect(times).toEqual([
      { seconds: 600, metres: 1_000 },
      { seconds: 600, metres: 1_000 },
      { seconds: 660, metres: 1_100 },
    ]);
    expect(asked.sort()).toEqual([
      '/table/v1/car/119.8100,28.8900;119.8000,28.9000;119.8300,28.9000?sources=1;2&destinations=0&annotations=duration,distance',
      '/table/v1/foot/119.8100,28.8900;119.8200,28.9000?sources=1&destinations=0&annotations=duration,distance',
    ]);
  });

  it('may know no way for somebody, and tell no distances', async () => {
    const url = await serving(ok({ code: 'Ok', durations: [[null], [700.4]], sources: [], destinations: [] }));
    expect(await routing(url).timesTo(HOME, [from(119.8, 'ebike'), from(119.9, 'ebike')])).toEqual([
      null,
      { seconds: 700.4, metres: null },
    ]);
  });

  it('is not asked where there is none, and not for nobody', async () => {
    expect(await routing(null).timesTo(HOME, [from(119.8, 'car')])).toBeNull();
    const asked: string[] = [];
    expect(await routing(await serving(osrm(asked))).timesTo(HOME, [])).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('A routing service that fails', () => {
  const wrong: [string, RequestListener][] = [
    ['answers with an error of its own', (_, response) => void response.writeHead(400).end('{"code":"NoSegment"}')],
    ['is overloaded', (_, response) => void response.writeHead(503).end('busy')],
    ['answers no JSON', (_, response) => void response.end('<html>')],
    ['answers half an answer', (_, response) => void (response.write('{"code":"Ok",'), response.destroy())],
    ['hangs up', (request) => void request.socket.destroy()],
    ['says nothing', () => undefined],
    ['begins to answer and stops', (_, response) => void response.write('{"code":"Ok","durations":[')],
    ['sends us elsewhere', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['answers null', (_, response) => void response.end('null')],
    ['answers a list', (_, response) => void response.end('[]')],
    ['says that it is not well', ok({ code: 'InvalidQuery', durations: [[60]] })],
    ['leaves out the code', ok({ durations: [[600]] })],
    ['leaves out the times', ok({ code: 'Ok' })],
    ['answers for somebody else', ok({ code: 'Ok', durations: [[600], [600]] })],
    ['answers another shape', ok({ code: 'Ok', durations: [[600, 600]] })],
    ['answers text for a time', ok({ code: 'Ok', durations: [['600']] })],
    ['answers a time before the start', ok({ code: 'Ok', durations: [[-5]] })],
    ['answers text for a distance', ok({ code: 'Ok', durations: [[600]], distances: [['1 km']] })],
    ['lets a walker fly', ok({ code: 'Ok', durations: [[30]] })],
  ];

  it.each(wrong)('because it %s is given up, and the reason is logged without a place', async (_, listener) => {
    lines.length = 0;
    expect(await routing(await serving(listener), new SetClock(), 300).timesTo(HOME, [from(119.8, 'foot')])).toBeNull();
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/119\.8|28\.9/);
  });

  it('is left alone for a while, and asked again after it', async () => {
    const asked: string[] = [];
    let broken = true;
    const good = osrm(asked);
    const url = await serving((request, response) => {
      if (!broken) return good(request, response);
      asked.push(request.url ?? '');
      response.writeHead(500).end();
    });
    const clock = new SetClock();
    const service = routing(url, clock);
    const ask = (): Promise<unknown> => service.timesTo(HOME, [from(119.8, 'car')]);
    expect(await ask()).toBeNull();
    broken = false;
    clock.at += 14_999;
    expect(await ask()).toBeNull();
    expect(asked).toHaveLength(1);
    clock.at += 1;
    expect(await ask()).toEqual([{ seconds: 600, metres: 1_000 }]);
  });

  it('that nobody reaches is given up', async () => {
    expect(await routing('http://127.0.0.1:1').timesTo(HOME, [from(119.8, 'car')])).toBeNull();
  });
});
