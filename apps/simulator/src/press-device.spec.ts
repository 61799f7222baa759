// One press over a real connection, and what is said when it cannot be heard.
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { CannotRun } from './broker-address.ts';
import { pressDevice } from './press-device.ts';
import { smallBroker, type SmallBroker, type SmallBrokerOptions } from './testing/small-broker.ts';

let broker: SmallBroker | undefined;
const start = async (options?: SmallBrokerOptions): Promise<string> => {
  broker = await smallBroker(options);
  return broker.url;
};
afterEach(async () => {
  await broker?.close();
  broker = undefined;
});
const press = (url: string, secret = 'demo-sos-1-secret') =>
  pressDevice({ url, deviceKey: 'demo-sos-1', secret, patienceMs: 400 });

describe('A press', () => {
  it('is an SOS event with an id and a time on the device’s own topic, and ends with its receipt', async () => {
    const before = Date.now();
    const done = await press(await start());
    expect(done.alert).toBe('251122-00001');
    expect(broker?.heard).toHaveLength(1);
    const [{ key, channel, payload }] = broker!.heard as [{ key: string; channel: string; payload: string }];
    expect([key, channel]).toEqual(['demo-sos-1', 'events']);
    const event = JSON.parse(payload) as { id: string; type: string; at: number };
    expect(event).toMatchObject({ id: done.eventId, type: 'sos' });
    expect(event.at).toBeGreaterThanOrEqual(before);
    expect(event.at).toBeLessThanOrEqual(Date.now());
  });

  it('is not content with the receipt of another press', async () => {
    const url = await start({ receipt: () => undefined });
    await expect(press(url)).rejects.toThrow(/no receipt within 0.4 s/);
  });

  it('says so when the broker never acknowledges', async () => {
    const url = await start({ acknowledges: false });
    await expect(press(url)).rejects.toThrow(/not acknowledged within 0.4 s/);
  });

  it('with a wrong secret or of an unknown device is refused in plain words', async () => {
    const url = await start();
    const refused = press(url, 'another secret');
    await expect(refused).rejects.toThrow(CannotRun);
    await expect(refused).rejects.toThrow(/refused demo-sos-1: unknown device/);
  });

  it('where nothing listens says what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await expect(press(`mqtt://127.0.0.1:${port}`)).rejects.toThrow(/Nothing listens .* npm start first/);
  });

  it('of something that is no device key is refused before anything is sent', async () => {
    const url = await start();
    await expect(pressDevice({ url, deviceKey: 'a/b', secret: 'x' })).rejects.toThrow(/1 to 64/);
    expect(broker?.heard).toEqual([]);
  });
});
