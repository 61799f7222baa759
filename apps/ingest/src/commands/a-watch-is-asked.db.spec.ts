// A command goes down through our own broker to the device that it is for, and to nobody else.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import type { DeviceCommand } from '#libs/contracts';
import { DeviceCommands } from '#libs/devices';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { aBroker, type BrokerUnderTest } from '../testing/a-broker.ts';
import { Town } from '../testing/a-town.ts';
import { until } from '../testing/until.ts';
import { CommandSender } from './command-sender.ts';

describe('A watch that is asked where it is', () => {
  let db: TestDatabase;
  let under: BrokerUnderTest;
  let sender: CommandSender;
  let town: Town;
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    db = await testDatabase();
    under = await aBroker(db.database, db.url);
    town = await Town.build(db.database);
    sender = new CommandSender(new DeviceCommands(db.database), under.broker, under.waker, under.log, under.settings);
    sender.start();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.endAsync(true)));
    await sender.stop();
    await under.close();
    await db.close();
  });

  const listening = async (key: string): Promise<DeviceCommand[]> => {
    await town.secret(key);
    const client = await connectAsync(under.broker.address, {
      clientId: key,
      username: key,
      password: `${key}-secret`,
      reconnectPeriod: 0,
    });
    clients.push(client);
    const heard: DeviceCommand[] = [];
    client.on('message', (_, payload) => heard.push(JSON.parse(payload.toString()) as DeviceCommand));
    await client.subscribeAsync(`devices/${key}/commands`, { qos: 1 });
    return heard;
  };

  it('hears it on its own topic, with the id by which it knows a copy; others hear nothing', async () => {
    const [watch, other] = [await listening('watch-1'), await listening('watch-2')];
    const commands = new DeviceCommands(db.database);
    await commands.give(['watch-1'], 'locate', { alertId: randomUUID(), lifeMs: 60_000 });
    await until(() => watch.length === 1, 'the command');
    const [row] = await db.database.query<{ id: string }>(
      `SELECT id FROM device_commands WHERE device_key = 'watch-1'`,
    );
    expect(watch).toEqual([{ id: row?.id, type: 'locate', data: {} }]);
    await commands.give(['watch-2'], 'ring', { alertId: randomUUID(), lifeMs: 60_000 });
    await until(() => other.length === 1, 'the command of the other');
    expect([watch.length, other[0]?.type]).toEqual([1, 'ring']);
  });
});
