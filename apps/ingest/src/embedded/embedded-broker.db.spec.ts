// Our own broker on a real socket: who gets in, and who hears what.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MqttClient } from 'mqtt';
import type { Receipt } from '#libs/contracts';
import { DevicesAtABroker, CONNACK, PUBACK, SUBACK, sos } from '../testing/devices-at-a-broker.ts';
import { connectFrame, frame, publishFrame, subscribeFrame } from '../testing/raw-mqtt.ts';
import { until } from '../testing/until.ts';

let at: DevicesAtABroker;
beforeAll(async () => {
  at = await DevicesAtABroker.open();
});
afterAll(() => at.close());

describe('Signing in', () => {
  const answer = async (connect: Parameters<typeof connectFrame>[0]): Promise<number[]> => {
    const one = await at.dial();
    one.send(connectFrame(connect));
    const connack = await one.next();
    one.close();
    return [...(connack ?? [])];
  };

  it('takes a device with its own secret', async () => {
    const key = await at.known('in-1');
    expect(await answer({ clientId: key, username: key, password: `${key}-secret` })).toEqual([CONNACK, 2, 0, 0]);
  });

  it('has the place of the device looked up, so that its press need not wait for it', async () => {
    const { elderId } = await at.town.worn('in-place');
    await at.town.secret('in-place');
    expect(at.under.places.remembered('in-place')).toBeUndefined();
    await at.device('in-place');
    await until(() => at.under.places.remembered('in-place')?.place?.elderId === elderId, 'the place to be remembered');
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
    await at.known('in-2').catch(() => undefined);
    expect(await answer(connect)).toEqual([CONNACK, 2, 0, code]);
  });

  it('under the key __proto__ works like any other', async () => {
    await at.town.secret('__proto__');
    const one = await at.raw('__proto__');
    one.send(publishFrame('devices/__proto__/events', sos('a'), 9));
    expect(await one.next()).toEqual(Buffer.from([PUBACK, 2, 0, 9]));
    one.close();
    expect(await at.stored('__proto__')).toEqual(['a']);
  });

  it('a second time ends the first connection, not the second', async () => {
    const key = await at.known('in-3');
    const first = await at.raw(key);
    const second = await at.raw(key);
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
      const { deviceId } = await at.town.worn(key);
      await at.town.secret(key);
      const one = await at.raw(key);
      const territory = {
        codes: new Set(['330723001001']),
        includesUnplaced: true,
        toSql: () => ({ codes: ['330723001001'], includesUnplaced: true }),
      };
      await at.under.credentials[change](territory as never, deviceId);
      await one.end();
      expect(await answer({ clientId: key, username: key, password: `${key}-secret` })).toEqual([CONNACK, 2, 0, 4]);
    }
  });

  it('with an issued secret works', async () => {
    const { deviceId } = await at.town.worn('iss-1');
    const territory = { toSql: () => ({ codes: ['330723001001'], includesUnplaced: false }) };
    const issued = await at.under.credentials.issue(territory as never, deviceId);
    expect(Buffer.from(issued.secret, 'base64url')).toHaveLength(32);
    expect(await answer({ clientId: issued.clientId, username: issued.username, password: issued.secret })).toEqual([
      CONNACK,
      2,
      0,
      0,
    ]);
  });
});

describe('Subscribing', () => {
  it('is for own receipts and commands; everything else is refused with 0x80', async () => {
    const key = await at.known('sub-1');
    const one = await at.raw(key);
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
    const [spy, victim] = [await at.known('sub-2'), await at.known('sub-3')];
    const one = await at.raw(spy, { clean: false });
    one.send(subscribeFrame([`devices/${spy}/receipts`, '#', `devices/${victim}/receipts`], 7));
    expect([...((await one.next()) ?? [])].slice(-3)).toEqual([1, 0x80, 0x80]);
    one.close();
    const client = await at.device(victim);
    await client.publishAsync(`devices/${victim}/events`, sos('secret'), { qos: 1 });
    const back = await at.dial();
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
    const client = await at.device(key);
    const receipts: Receipt[] = [];
    client.on('message', (_, payload) => receipts.push(JSON.parse(payload.toString()) as Receipt));
    await client.subscribeAsync(`devices/${key}/receipts`, { qos: 1 });
    return { client, receipts };
  };

  it('tell a device that its press was received, under the number of its case, and a copy again', async () => {
    const key = await at.known('rec-1');
    const { client, receipts } = await listen(key);
    await client.publishAsync(`devices/${key}/events`, sos('a'), { qos: 1 });
    await until(() => receipts.length === 1);
    const [alert] = await at.db.database.query<{ number: string }>('SELECT number FROM alerts WHERE device_key = $1', [
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
    const [frozen, other] = [await at.known('rec-2'), await at.known('rec-3')];
    const one = await at.raw(frozen);
    one.send(subscribeFrame([`devices/${frozen}/receipts`], 1));
    expect((await one.next())?.[0]).toBe(SUBACK);
    one.socket.pause();
    for (let index = 0; index < 3000; index++) {
      await at.under.broker.sendReceipt(frozen, {
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
