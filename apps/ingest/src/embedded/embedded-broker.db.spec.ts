// Our own broker on a real socket: who gets in, who may say what where, and what an acknowledgement means.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Receipt } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Town } from '../testing/a-town.ts';
import { aBroker, type BrokerUnderTest } from '../testing/a-broker.ts';
import { RawDevice, connectFrame, frame, lengthOf, publishFrame, subscribeFrame } from '../testing/raw-mqtt.ts';
import { until } from '../testing/until.ts';

let db: TestDatabase;
let town: Town;
let under: BrokerUnderTest;
const clients: MqttClient[] = [];

beforeAll(async () => {
  db = await testDatabase();
  town = await Town.build(db.database);
  under = await aBroker(db.database, db.url);
  await under.telemetry.ensureDays(new Date());
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await under.close();
  await db.close();
});

const PUBACK = 0x40;
const CONNACK = 0x20;
const SUBACK = 0x90;

const device = async (key: string, options: { clean?: boolean } = {}): Promise<MqttClient> => {
  const client = await connectAsync(under.broker.address, {
    clientId: key,
    username: key,
    password: `${key}-secret`,
    clean: options.clean ?? true,
    reconnectPeriod: 0,
  });
  clients.push(client);
  return client;
};
const raw = async (key: string, more: Partial<Parameters<typeof connectFrame>[0]> = {}): Promise<RawDevice> => {
  const one = await RawDevice.dial(under.broker.address);
  one.send(connectFrame({ clientId: key, username: key, password: `${key}-secret`, ...more }));
  expect(await one.next()).toEqual(Buffer.from([CONNACK, 2, 0, 0]));
  return one;
};
const known = async (key: string): Promise<string> => {
  await town.worn(key);
  await town.secret(key);
  return key;
};
const stored = async (key: string): Promise<string[]> =>
  (
    await db.database.query<{ event_id: string }>(
      'SELECT event_id FROM device_events WHERE device_key = $1 ORDER BY event_id',
      [key],
    )
  ).map((row) => row.event_id);
const sos = (id: string): string => JSON.stringify({ id, type: 'sos' });

describe('Signing in', () => {
  const answer = async (connect: Parameters<typeof connectFrame>[0]): Promise<number[]> => {
    const one = await RawDevice.dial(under.broker.address);
    one.send(connectFrame(connect));
    const connack = await one.next();
    one.close();
    return [...(connack ?? [])];
  };

  it('takes a device with its own secret', async () => {
    const key = await known('in-1');
    expect(await answer({ clientId: key, username: key, password: `${key}-secret` })).toEqual([CONNACK, 2, 0, 0]);
  });

  it('has the place of the device looked up, so that its press need not wait for it', async () => {
    const { elderId } = await town.worn('in-place');
    await town.secret('in-place');
    expect(under.places.remembered('in-place')).toBeUndefined();
    await device('in-place');
    await until(() => under.places.remembered('in-place')?.place?.elderId === elderId, 'the place to be remembered');
  });

  it.each<[string, Parameters<typeof connectFrame>[0], number]>([
    ['a wrong secret', { clientId: 'in-2', username: 'in-2', password: 'wrong' }, 4],
    ['an empty secret', { clientId: 'in-2', username: 'in-2', password: '' }, 4],
    ['no secret', { clientId: 'in-2', username: 'in-2' }, 4],
    ['no name', { clientId: 'in-2' }, 4],
    ['an unknown name', { clientId: 'nobody', username: 'nobody', password: 'nobody-secret' }, 4],
    ['another client id', { clientId: 'in-1', username: 'in-2', password: 'in-2-secret' }, 5],
    ['no client id', { clientId: '', username: 'in-2', password: 'in-2-secret' }, 5],
    ['__proto__', { clientId: '__proto__', username: '__proto__', password: 'x' }, 4],
    ['constructor', { clientId: 'constructor', username: 'constructor', password: 'x' }, 4],
    ['a name with a wildcard', { clientId: '#', username: '#', password: 'x' }, 4],
    ['a name of 4 000 letters', { clientId: 'k'.repeat(4000), username: 'k'.repeat(4000), password: 'x' }, 4],
    ['a name of another encoding', { clientId: '\uFFFD', username: '\uFFFD', password: 'x' }, 4],
  ])('with %s is answered with a reason', async (_, connect, code) => {
    await known('in-2').catch(() => undefined);
    expect(await answer(connect)).toEqual([CONNACK, 2, 0, code]);
  });

  it('under the key __proto__ works like any other', async () => {
    await town.secret('__proto__');
    const one = await raw('__proto__');
    one.send(publishFrame('devices/__proto__/events', sos('a'), 9));
    expect(await one.next()).toEqual(Buffer.from([PUBACK, 2, 0, 9]));
    one.close();
    expect(await stored('__proto__')).toEqual(['a']);
  });

  it('a second time ends the first connection, not the second', async () => {
    const key = await known('in-3');
    const first = await raw(key);
    const second = await raw(key);
    await first.end();
    second.send(publishFrame(`devices/${key}/events`, sos('a')));
    expect((await second.next())?.[0]).toBe(PUBACK);
    second.close();
  });

  it('ends when its secret is revoked or replaced', async () => {
    for (const [key, change] of [
      ['rev-1', 'revoke'],
      ['rev-2', 'issue'],
    ] as const) {
      const { deviceId } = await town.worn(key);
      await town.secret(key);
      const one = await raw(key);
      const territory = {
        codes: new Set(['330723001001']),
        includesUnplaced: true,
        toSql: () => ({ codes: ['330723001001'], includesUnplaced: true }),
      };
      await under.credentials[change](territory as never, deviceId);
      await one.end();
      expect(await answer({ clientId: key, username: key, password: `${key}-secret` })).toEqual([CONNACK, 2, 0, 4]);
    }
  });

  it('with an issued secret works', async () => {
    const { deviceId } = await town.worn('iss-1');
    const territory = { toSql: () => ({ codes: ['330723001001'], includesUnplaced: false }) };
    const issued = await under.credentials.issue(territory as never, deviceId);
    expect(Buffer.from(issued.secret, 'base64url')).toHaveLength(32);
    expect(await answer({ clientId: issued.clientId, username: issued.username, password: issued.secret })).toEqual([
      CONNACK,
      2,
      0,
      0,
    ]);
  });
});

describe('Publishing', () => {
  it('is acknowledged after the commit: what was acknowledged is stored', async () => {
    const key = await known('pub-1');
    const client = await device(key);
    for (let index = 0; index < 20; index++) {
      await client.publishAsync(`devices/${key}/events`, sos(`e${index}`), { qos: index % 2 ? 1 : 2 });
      expect(await stored(key)).toHaveLength(index + 1);
    }
  });

  it('with QoS 0 is stored too', async () => {
    const key = await known('pub-2');
    const client = await device(key);
    await client.publishAsync(`devices/${key}/events`, sos('a'), { qos: 0 });
    await until(async () => (await stored(key)).length === 1);
  });

  it.each(['events', 'telemetry', 'status'])(
    "to another device's %s ends the connection and stores nothing",
    async (channel) => {
      const key = await known(`pub-3-${channel}`);
      const one = await raw(key);
      one.send(publishFrame(`devices/victim/${channel}`, sos('forged')));
      expect(await one.next()).toBeNull();
      expect(await stored('victim')).toEqual([]);
    },
  );

  it.each(['receipts', 'commands', 'other', 'events/more', 'events/', 'Events', ''])(
    'to its own %p is refused as well',
    async (channel) => {
      const key = 'pub-4';
      await known(key).catch(() => undefined);
      const one = await raw(key);
      one.send(publishFrame(`devices/${key}/${channel}`, sos('x')));
      expect(await one.next()).toBeNull();
    },
  );

  it.each(['$SYS/x', 'devices', '/', 'a/'.repeat(99) + 'a', 'a/'.repeat(500), 'devices/+/events', 'devices/#'])(
    'to %s ends the connection, and the broker lives',
    async (topic) => {
      const key = 'pub-5';
      await known(key).catch(() => undefined);
      const one = await raw(key);
      one.send(publishFrame(topic, 'x'));
      await one.end();
      (await raw(key)).close();
    },
  );

  it('a last will on a foreign topic says nothing; on its own status it does', async () => {
    const key = await known('will-1');
    const one = await raw(key, { will: { topic: 'devices/will-2/status', payload: '{"state":"offline"}' } });
    one.socket.resetAndDestroy();
    const two = await raw(key, { will: { topic: `devices/${key}/status`, payload: '{"state":"offline"}' } });
    two.socket.resetAndDestroy();
    const states = (): Promise<unknown[]> =>
      db.database.query(`SELECT device_key, connection FROM device_states WHERE device_key LIKE 'will-%'`);
    await until(async () => (await states()).length > 0);
    expect(await states()).toEqual([{ device_key: key, connection: 'offline' }]);
  });

  it('what cannot be read is acknowledged after quarantine', async () => {
    const key = await known('pub-6');
    const one = await raw(key);
    const packets = [
      Buffer.alloc(0),
      Buffer.alloc(5),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('['.repeat(60_000)),
      Buffer.from('[7,{}]'),
    ];
    for (const [index, payload] of packets.entries()) {
      one.send(publishFrame(`devices/${key}/events`, payload, index + 1));
      expect(await one.next()).toEqual(Buffer.from([PUBACK, 2, 0, index + 1]));
    }
    one.close();
    const rows = await db.database.query<{ payload: Buffer }>(
      'SELECT payload FROM quarantine WHERE device_key = $1 ORDER BY received_at',
      [key],
    );
    expect(rows.map((row) => row.payload)).toEqual(packets);
  });

  it('gets no acknowledgement while the database refuses; the message is there once it was sent again', async () => {
    const key = await known('pub-7');
    const one = await raw(key);
    await db.database.query('ALTER TABLE device_events RENAME TO device_events_away');
    try {
      one.send(publishFrame(`devices/${key}/events`, sos('a')));
      expect(await one.next()).toBeNull();
    } finally {
      await db.database.query('ALTER TABLE device_events_away RENAME TO device_events');
    }
    const again = await raw(key);
    again.send(publishFrame(`devices/${key}/events`, sos('a')));
    expect((await again.next())?.[0]).toBe(PUBACK);
    again.close();
    expect(await stored(key)).toEqual(['a']);
  });
});

describe('A frame', () => {
  it('of 64 KiB is taken, of one byte more ends the connection', async () => {
    const key = await known('frame-1');
    const topic = `devices/${key}/events`;
    const sized = (whole: number): Buffer => {
      const overhead = publishFrame(topic, '').length + 2;
      return publishFrame(
        topic,
        `{"type":"sos","data":"${'x'.repeat(whole - overhead - '{"type":"sos","data":""}'.length)}"}`,
      );
    };
    const one = await raw(key);
    expect(sized(65_536)).toHaveLength(65_536);
    one.send(sized(65_536));
    expect((await one.next())?.[0]).toBe(PUBACK);
    one.send(sized(65_537));
    await one.end();
    expect(await stored(key)).toHaveLength(1);
  });

  it('that says it is 256 MB long ends the connection before it comes', async () => {
    const one = await raw(await known('frame-2'));
    one.send(Buffer.concat([Buffer.from([0x30]), lengthOf(268_435_455), Buffer.from('x')]));
    await one.end();
  });

  it('with a length that never ends, or that is nonsense, ends the connection', async () => {
    for (const bytes of [
      [0x30, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0x00, 0x00],
      [0xf0, 0x00],
      [0x36, 0x02, 0, 0],
    ]) {
      const one = await raw('frame-2');
      one.send(Buffer.from(bytes));
      await one.end();
    }
    const stranger = await RawDevice.dial(under.broker.address);
    stranger.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await stranger.end();
  });

  it('may come in pieces, and many may come at once', async () => {
    const key = await known('frame-3');
    const one = await raw(key);
    const bytes = publishFrame(`devices/${key}/events`, sos('slow'), 1);
    for (const byte of bytes) {
      one.socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await one.next()).toEqual(Buffer.from([PUBACK, 2, 0, 1]));
    one.send(
      ...Array.from({ length: 300 }, (_, index) => publishFrame(`devices/${key}/events`, sos(`m${index}`), index + 2)),
    );
    for (let index = 0; index < 300; index++) expect((await one.next())?.[0]).toBe(PUBACK);
    one.close();
    expect(await stored(key)).toHaveLength(301);
  });
});

describe('Subscribing', () => {
  it('is for own receipts and commands; everything else is refused with 0x80', async () => {
    const key = await known('sub-1');
    const one = await raw(key);
    const own = [`devices/${key}/receipts`, `devices/${key}/commands`];
    const foreign = [
      '#',
      '+/+/+',
      '$SYS/#',
      'devices/+/receipts',
      `devices/${key}/#`,
      `devices/${key}/+`,
      `devices/${key}/events`,
      'devices/other/receipts',
    ];
    one.send(subscribeFrame([...own, ...foreign], 7));
    expect(await one.next()).toEqual(frame(SUBACK, Buffer.from([0, 7, 1, 1, ...foreign.map(() => 0x80)])));
    one.close();
  });

  it('that was refused in a lasting session hears nothing, now or later', async () => {
    const [spy, victim] = [await known('sub-2'), await known('sub-3')];
    const one = await raw(spy, { clean: false });
    one.send(subscribeFrame([`devices/${spy}/receipts`, '#', `devices/${victim}/receipts`], 7));
    expect([...((await one.next()) ?? [])].slice(-3)).toEqual([1, 0x80, 0x80]);
    one.close();
    const client = await device(victim);
    await client.publishAsync(`devices/${victim}/events`, sos('secret'), { qos: 1 });
    const back = await RawDevice.dial(under.broker.address);
    back.send(
      connectFrame({ clientId: spy, username: spy, password: `${spy}-secret`, clean: false }),
      publishFrame(`devices/${spy}/events`, sos('own'), 3),
    );
    const heard: string[] = [];
    for (;;) {
      const next = await back.next();
      heard.push(next?.toString('latin1') ?? '');
      if (heard.at(-1)?.includes('"own"')) break;
    }
    back.close();
    expect(heard.join()).not.toContain(victim);
  });
});

describe('Receipts', () => {
  const listen = async (key: string): Promise<{ client: MqttClient; receipts: Receipt[] }> => {
    const client = await device(key);
    const receipts: Receipt[] = [];
    client.on('message', (_, payload) => receipts.push(JSON.parse(payload.toString()) as Receipt));
    await client.subscribeAsync(`devices/${key}/receipts`, { qos: 1 });
    return { client, receipts };
  };

  it('tell a device that its press was received, under the number of its case, and a copy again', async () => {
    const key = await known('rec-1');
    const { client, receipts } = await listen(key);
    await client.publishAsync(`devices/${key}/events`, sos('a'), { qos: 1 });
    await until(() => receipts.length === 1);
    const [alert] = await db.database.query<{ number: string }>('SELECT number FROM alerts WHERE device_key = $1', [
      key,
    ]);
    expect(receipts).toMatchObject([{ id: 'a', alert: alert?.number, state: 'received' }]);
    await client.publishAsync(`devices/${key}/events`, sos('a'), { qos: 1 });
    await client.publishAsync(`devices/${key}/events`, '{"id":"t","type":"test"}', { qos: 1 });
    await until(() => receipts.length === 3);
    expect(receipts.slice(1)).toMatchObject([
      { id: 'a', state: 'received', alert: alert?.number },
      { id: 't', state: 'received', alert: null },
    ]);
  });

  it('that nobody reads hold nobody up', async () => {
    const [frozen, other] = [await known('rec-2'), await known('rec-3')];
    const one = await raw(frozen);
    one.send(subscribeFrame([`devices/${frozen}/receipts`], 1));
    expect((await one.next())?.[0]).toBe(SUBACK);
    one.socket.pause();
    for (let index = 0; index < 3000; index++) {
      await under.broker.sendReceipt(frozen, {
        id: 'x'.repeat(2000),
        alert: null,
        state: 'received',
        at: String(index),
      });
    }
    const { client, receipts } = await listen(other);
    await client.publishAsync(`devices/${other}/events`, sos('a'), { qos: 1 });
    await until(() => receipts.length === 1);
    one.close();
  });
});
