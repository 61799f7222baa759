// What devices say to our own broker on a real socket, and what an acknowledgement means.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DevicesAtABroker, PUBACK, sos } from '../testing/devices-at-a-broker.ts';
import { lengthOf, publishFrame } from '../testing/raw-mqtt.ts';
import { until } from '../testing/until.ts';

let at: DevicesAtABroker;
beforeAll(async () => {
  at = await DevicesAtABroker.open();
});
afterAll(() => at.close());

describe('Publishing', () => {
  it('is acknowledged after the commit: what was acknowledged is stored', async () => {
    const key = await at.known('pub-1');
    const client = await at.device(key);
    for (let index = 0; index < 20; index++) {
      await client.publishAsync(`devices/${key}/events`, sos(`e${index}`), { qos: index % 2 ? 1 : 2 });
      expect(await at.stored(key)).toHaveLength(index + 1);
    }
  });

  it('with QoS 0 is stored too', async () => {
    const key = await at.known('pub-2');
    const client = await at.device(key);
    await client.publishAsync(`devices/${key}/events`, sos('a'), { qos: 0 });
    await until(async () => (await at.stored(key)).length === 1);
  });

  it.each(['events', 'telemetry', 'status'])(
    "to another device's %s ends the connection and stores nothing",
    async (channel) => {
      const key = await at.known(`pub-3-${channel}`);
      const one = await at.raw(key);
      one.send(publishFrame(`devices/victim/${channel}`, sos('forged')));
      expect(await one.next()).toBeNull();
      expect(await at.stored('victim')).toEqual([]);
    },
  );

  it.each(['receipts', 'commands', 'other', 'events/more', 'events/', 'Events', ''])(
    'to its own %p is refused as well',
    async (channel) => {
      const key = 'pub-4';
      await at.known(key).catch(() => undefined);
      const one = await at.raw(key);
      one.send(publishFrame(`devices/${key}/${channel}`, sos('x')));
      expect(await one.next()).toBeNull();
    },
  );

  it.each(['$SYS/x', 'devices', '/', 'a/'.repeat(99) + 'a', 'a/'.repeat(500), 'devices/+/events', 'devices/#'])(
    'to %s ends the connection, and the broker lives',
    async (topic) => {
      const key = 'pub-5';
      await at.known(key).catch(() => undefined);
      const one = await at.raw(key);
      one.send(publishFrame(topic, 'x'));
      await one.end();
      (await at.raw(key)).close();
    },
  );

  it('a last will on a foreign topic says nothing; on its own status it does', async () => {
    const key = await at.known('will-1');
    const one = await at.raw(key, { will: { topic: 'devices/will-2/status', payload: '{"state":"offline"}' } });
    one.socket.resetAndDestroy();
    const two = await at.raw(key, { will: { topic: `devices/${key}/status`, payload: '{"state":"offline"}' } });
    two.socket.resetAndDestroy();
    const states = (): Promise<unknown[]> =>
      at.db.database.query(`SELECT device_key, connection FROM device_states WHERE device_key LIKE 'will-%'`);
    await until(async () => (await states()).length > 0);
    expect(await states()).toEqual([{ device_key: key, connection: 'offline' }]);
  });

  it('what cannot be read is acknowledged after quarantine', async () => {
    const key = await at.known('pub-6');
    const one = await at.raw(key);
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
    const rows = await at.db.database.query<{ payload: Buffer }>(
      'SELECT payload FROM quarantine WHERE device_key = $1 ORDER BY received_at',
      [key],
    );
    expect(rows.map((row) => row.payload)).toEqual(packets);
  });

  it('gets no acknowledgement while the database refuses; the message is there once it was sent again', async () => {
    const key = await at.known('pub-7');
    const one = await at.raw(key);
    await at.db.database.query('ALTER TABLE device_events RENAME TO device_events_away');
    try {
      one.send(publishFrame(`devices/${key}/events`, sos('a')));
      expect(await one.next()).toBeNull();
    } finally {
      await at.db.database.query('ALTER TABLE device_events_away RENAME TO device_events');
    }
    const again = await at.raw(key);
    again.send(publishFrame(`devices/${key}/events`, sos('a')));
    expect((await again.next())?.[0]).toBe(PUBACK);
    again.close();
    expect(await at.stored(key)).toEqual(['a']);
  });
});

describe('A frame', () => {
  it('of 64 KiB is taken, of one byte more ends the connection', async () => {
    const key = await at.known('frame-1');
    const topic = `devices/${key}/events`;
    const sized = (whole: number): Buffer => {
      const overhead = publishFrame(topic, '').length + 2;
      return publishFrame(
        topic,
        `{"type":"sos","data":"${'x'.repeat(whole - overhead - '{"type":"sos","data":""}'.length)}"}`,
      );
    };
    const one = await at.raw(key);
    expect(sized(65_536)).toHaveLength(65_536);
    one.send(sized(65_536));
    expect((await one.next())?.[0]).toBe(PUBACK);
    one.send(sized(65_537));
    await one.end();
    expect(await at.stored(key)).toHaveLength(1);
  });

  it('that says it is 256 MB long ends the connection before it comes', async () => {
    const one = await at.raw(await at.known('frame-2'));
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
      const one = await at.raw('frame-2');
      one.send(Buffer.from(bytes));
      await one.end();
    }
    const stranger = await at.dial();
    stranger.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await stranger.end();
  });

  it('may come in pieces, and many may come at once', async () => {
    const key = await at.known('frame-3');
    const one = await at.raw(key);
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
    expect(await at.stored(key)).toHaveLength(301);
  });
});
