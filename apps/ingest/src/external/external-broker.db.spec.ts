// Behind a real Mosquitto with the configuration that we ship: no process's death holds an alarm back, nobody forges one.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Receipt } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { Mosquitto, mosquittoProgram } from '../testing/a-mosquitto.ts';
import { Town } from '../testing/a-town.ts';
import { anIngest, type IngestUnderTest } from '../testing/an-ingest.ts';
import { RawDevice, connectFrame, publishFrame } from '../testing/raw-mqtt.ts';
import { until } from '../testing/until.ts';

const DEVICES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'victim', 'revoked'];

(mosquittoProgram() ? describe : describe.skip)('Behind Mosquitto', () => {
  let db: TestDatabase;
  let mosquitto: Mosquitto;
  const open: (MqttClient | IngestUnderTest)[] = [];

  beforeAll(async () => {
    db = await testDatabase({ poolSize: 20 });
    const town = await Town.build(db.database);
    for (const key of DEVICES) {
      await town.worn(key);
      await town.secret(key);
    }
    mosquitto = await Mosquitto.start(db.database, ['1', '2', '3'], 4);
  });
  afterAll(async () => {
    await Promise.all(open.map((one) => ('close' in one ? one.close() : one.endAsync(true))));
    await mosquitto.remove();
    await db.close();
  });

  const ingest = async (id: string, alarm = 2): Promise<IngestUnderTest> => {
    const one = await anIngest(db.database, db.url, mosquitto.url, id, { alarm, telemetry: 2 });
    open.push(one);
    await until(() => one.broker.links().every((link) => link.state === 'ok'), 'all lanes open');
    return one;
  };
  const device = async (key: string, clientId = key): Promise<MqttClient> => {
    const client = await connectAsync(mosquitto.url, {
      clientId,
      username: key,
      password: `${key}-secret`,
      reconnectPeriod: 0,
    });
    open.push(client);
    return client;
  };
  const stored = async (key: string): Promise<{ event_id: string; copies: number }[]> =>
    db.database.query('SELECT event_id, copies FROM device_events WHERE device_key = $1 ORDER BY event_id', [key]);
  const sos = (id: string): string => JSON.stringify({ id, type: 'sos', at: Date.now() });
  const press = (client: MqttClient, key: string, id: string): Promise<unknown> =>
    client.publishAsync(`devices/${key}/events`, sos(id), { qos: 1 });
  const listen = async (client: MqttClient, key: string): Promise<Receipt[]> => {
    const receipts: Receipt[] = [];
    client.on('message', (_, payload) => receipts.push(JSON.parse(payload.toString()) as Receipt));
    await client.subscribeAsync(`devices/${key}/receipts`, { qos: 1 });
    return receipts;
  };

  it('a press is stored once by two processes, and answered with a receipt', async () => {
    const both = [await ingest('1'), await ingest('2')];
    const client = await device('one');
    const receipts = await listen(client, 'one');
    for (let index = 0; index < 10; index++) await press(client, 'one', `p${index}`);
    await until(
      async () => (await stored('one')).reduce((sum, row) => sum + 1 + row.copies, 0) === 20,
      'both processes storing all',
    );
    expect(await db.database.query(`SELECT presses FROM alerts WHERE device_key = 'one'`)).toEqual([{ presses: 10 }]);
    await until(() => new Set(receipts.map((receipt) => receipt.id)).size === 10, 'ten receipts');
    expect(receipts.every((receipt) => receipt.state === 'received' && /^\d{6}-\d{5}$/.test(receipt.alert ?? ''))).toBe(
      true,
    );
    await both[0]?.close();
    const before = await stored('two');
    expect(before).toEqual([]);
    const other = await device('two');
    const later = await listen(other, 'two');
    for (let index = 0; index < 10; index++) await press(other, 'two', `p${index}`);
    await until(async () => (await stored('two')).length === 10, 'the living process storing all');
    await until(() => new Set(later.map((receipt) => receipt.id)).size === 10, 'receipts from the living process');
    const back = await ingest('1');
    await until(
      async () => (await stored('two')).every((row) => row.copies === 1),
      'what was kept for the dead process',
    );
    expect(await db.database.query(`SELECT presses FROM alerts WHERE device_key = 'two'`)).toEqual([{ presses: 10 }]);
    await back.close();
    await both[1]?.close();
  });

  it('what was pressed while no process lived, and the broker was restarted, is stored afterwards', async () => {
    const client = await device('three');
    await press(client, 'three', 'alone');
    await mosquitto.stop();
    await mosquitto.run();
    const one = await ingest('1');
    await until(async () => (await stored('three')).length === 1, 'storing what was kept');
    await one.close();
  });

  it('lanes close while the database is away and open again; nothing is lost', async () => {
    const one = await ingest('1');
    const client = await device('four');
    await db.database.query('ALTER TABLE device_events RENAME TO device_events_away');
    try {
      await press(client, 'four', 'meanwhile');
      await until(
        () => one.broker.links().some((link) => link.link === 'alarmLanes' && link.state === 'broken'),
        'lanes closing',
      );
    } finally {
      await db.database.query('ALTER TABLE device_events_away RENAME TO device_events');
    }
    await until(async () => (await stored('four')).length === 1, 'storing what was refused');
    await until(() => one.broker.links().every((link) => link.state === 'ok'), 'lanes opening');
    await one.close();
  });

  it('a lane that is no longer used is emptied, and takes no share of what comes', async () => {
    const many = await ingest('3', 6);
    await many.close();
    const client = await device('five');
    for (let index = 0; index < 12; index++) await press(client, 'five', `kept${index}`);
    const few = await ingest('3', 1);
    await until(async () => (await stored('five')).length === 12, 'emptying the lanes');
    for (let index = 0; index < 12; index++) await press(client, 'five', `new${index}`);
    await until(async () => (await stored('five')).length === 24, 'storing all with one lane');
    await few.close();
  });

  it('telemetry is stored, and states that the broker remembers are known', async () => {
    const client = await device('six');
    await client.publishAsync('devices/six/status', '{"state":"online"}', { qos: 1, retain: true });
    const one = await ingest('1');
    await one.telemetry.ensureDays(new Date());
    await client.publishAsync('devices/six/telemetry', '{"values":{"heartRate":70}}', { qos: 1 });
    await until(
      async () => (await db.database.query(`SELECT 1 FROM telemetry WHERE device_key = 'six'`)).length === 1,
      'storing telemetry',
    );
    await until(
      async () => (await db.database.query(`SELECT 1 FROM device_states WHERE device_key = 'six'`)).length === 1,
      'remembering liveness',
    );
    const two = await ingest('2');
    const known = (): Promise<unknown[]> =>
      db.database.query(`SELECT connection FROM device_states WHERE device_key = 'six' AND connection = 'online'`);
    await until(async () => (await known()).length === 1, 'knowing the connection');
    await one.close();
    await two.close();
  });

  describe('a device', () => {
    const connack = async (connect: Parameters<typeof connectFrame>[0]): Promise<number[]> => {
      const raw = await RawDevice.dial(mosquitto.url);
      raw.send(connectFrame(connect));
      const answer = await raw.next();
      raw.close();
      return [...(answer ?? [])];
    };

    it('with a wrong secret stays outside', async () => {
      expect(await connack({ clientId: 'seven', username: 'seven', password: 'wrong' })).toEqual([0x20, 2, 0, 5]);
      expect(await connack({ clientId: 'seven' })).toEqual([0x20, 2, 0, 5]);
    });

    it("cannot forge another one's message: what it publishes there is not stored", async () => {
      const one = await ingest('1');
      const client = await device('seven');
      await client.publishAsync('devices/victim/events', sos('forged'), { qos: 1 });
      await press(client, 'seven', 'own');
      await until(async () => (await stored('seven')).length === 1, 'storing its own');
      expect(await stored('victim')).toEqual([]);
      await one.close();
    });

    it("cannot hear another one, nor throw off a lane under the lane's client id", async () => {
      const one = await ingest('1');
      const spy = await device('seven', 'ingest-1-a0');
      const heard: string[] = [];
      spy.on('message', (topic) => heard.push(topic));
      await spy.subscribeAsync(['devices/+/events', 'devices/+/receipts', 'devices/seven/receipts'], { qos: 1 });
      const victim = await device('victim');
      await press(victim, 'victim', 'real');
      await press(spy, 'seven', 'mine');
      await until(() => heard.includes('devices/seven/receipts'), 'hearing its own receipt');
      expect(new Set(heard)).toEqual(new Set(['devices/seven/receipts']));
      expect(one.broker.links().every((link) => link.state === 'ok')).toBe(true);
      await one.close();
    });

    it('that sends a frame of more than 64 KiB is cut off', async () => {
      const raw = await RawDevice.dial(mosquitto.url);
      raw.send(connectFrame({ clientId: 'seven', username: 'seven', password: 'seven-secret' }));
      await raw.next();
      raw.send(publishFrame('devices/seven/events', Buffer.alloc(65_600, 'x')));
      await raw.end();
    });

    it('whose secret was revoked is cut off and stays outside', async () => {
      const raw = await RawDevice.dial(mosquitto.url);
      raw.send(connectFrame({ clientId: 'revoked', username: 'revoked', password: 'revoked-secret' }));
      expect([...((await raw.next()) ?? [])]).toEqual([0x20, 2, 0, 0]);
      await db.database.query(`UPDATE device_credentials SET revoked_at = now() WHERE username = 'revoked'`);
      await mosquitto.accounts.write();
      await raw.end();
      expect(await connack({ clientId: 'revoked', username: 'revoked', password: 'revoked-secret' })).toEqual([
        0x20, 2, 0, 5,
      ]);
    });
  });
});
