// Presses a button and waits until an operator's socket has heard of it: from publish to the event in the console's hands.
import { connectAsync, type MqttClient } from 'mqtt';
import type { DeviceAccount } from './sender.ts';

/** Where presses arrive: resolves with the moment (performance.now()) at which this key was heard of. */
export interface Listener {
  heard(key: string): Promise<number>;
}

export interface Pressed {
  /** Publish to console, in ms. */
  toConsoleMs: number;
  /** Publish to PUBACK, in ms. */
  toAckMs: number;
}

const PATIENCE_MS = 20_000;

/** Buttons that are connected, as pendants are, and wait to be pressed. */
export class Buttons {
  private constructor(private readonly clients: Map<string, MqttClient>) {}

  static async connect(url: string, devices: DeviceAccount[]): Promise<Buttons> {
    const clients = new Map<string, MqttClient>();
    for (let from = 0; from < devices.length; from += 20) {
      await Promise.all(
        devices.slice(from, from + 20).map(async ({ key, secret }) => {
          const client = await connectAsync(url, {
            clientId: key,
            username: key,
            password: secret,
            protocolVersion: 4,
            reconnectPeriod: 0,
          });
          clients.set(key, client);
        }),
      );
    }
    return new Buttons(clients);
  }

  /** Rejects if the acknowledgement or the console's event does not come within 20 s. */
  async press(key: string, listener: Listener): Promise<Pressed> {
    const client = this.clients.get(key);
    if (!client) throw new Error(`${key} is not connected`);
    const heard = listener.heard(key);
    const payload = JSON.stringify({ id: `bench-${key}-${Date.now()}`, type: 'sos', at: Date.now(), key });
    const startedAt = performance.now();
    const acked = client.publishAsync(`devices/${key}/events`, payload, { qos: 1 }).then(() => performance.now());
    const [ackedAt, heardAt] = await inTime(Promise.all([acked, heard]), `${key} was not heard`);
    return { toConsoleMs: heardAt - startedAt, toAckMs: ackedAt - startedAt };
  }

  async end(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.endAsync(true).catch(() => undefined)));
  }
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
