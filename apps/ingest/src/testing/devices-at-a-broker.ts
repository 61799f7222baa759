// Devices of a small town at our own broker, for specs: well-behaved ones, and ones that speak byte by byte.
import { connectAsync, type MqttClient } from 'mqtt';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { aBroker, type BrokerUnderTest } from './a-broker.ts';
import { Town } from './a-town.ts';
import { RawDevice, connectFrame } from './raw-mqtt.ts';

export const CONNACK = 0x20;
export const PUBACK = 0x40;
export const SUBACK = 0x90;

/** A press under the id `id`, as a device publishes it. */
export const sos = (id: string): string => JSON.stringify({ id, type: 'sos' });

export class DevicesAtABroker {
  private readonly clients: MqttClient[] = [];

  private constructor(
    readonly db: TestDatabase,
    readonly town: Town,
    readonly under: BrokerUnderTest,
  ) {}

  static async open(): Promise<DevicesAtABroker> {
    const db = await testDatabase();
    const town = await Town.build(db.database);
    const under = await aBroker(db.database, db.url);
    await under.telemetry.ensureDays(new Date());
    return new DevicesAtABroker(db, town, under);
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.endAsync(true)));
    await this.under.close();
    await this.db.close();
  }

  /** A device that is worn and has a secret; answers its key. */
  async known(key: string): Promise<string> {
    await this.town.worn(key);
    await this.town.secret(key);
    return key;
  }

  /** Signed in, over a client library. */
  async device(key: string): Promise<MqttClient> {
    const client = await connectAsync(this.under.broker.address, {
      clientId: key,
      username: key,
      password: `${key}-secret`,
      clean: true,
      reconnectPeriod: 0,
    });
    this.clients.push(client);
    return client;
  }

  /** Signed in, byte by byte. */
  async raw(key: string, more: Partial<Parameters<typeof connectFrame>[0]> = {}): Promise<RawDevice> {
    const one = await this.dial();
    one.send(connectFrame({ clientId: key, username: key, password: `${key}-secret`, ...more }));
    const answer = await one.next();
    if (!answer?.equals(Buffer.from([CONNACK, 2, 0, 0]))) throw new Error(`${key} was not let in`);
    return one;
  }

  /** Connected, with nothing said. */
  dial(): Promise<RawDevice> {
    return RawDevice.dial(this.under.broker.address);
  }

  /** The ids of the events that are stored of a device. */
  async stored(key: string): Promise<string[]> {
    const rows = await this.db.database.query<{ event_id: string }>(
      'SELECT event_id FROM device_events WHERE device_key = $1 ORDER BY event_id',
      [key],
    );
    return rows.map((row) => row.event_id);
  }
}
