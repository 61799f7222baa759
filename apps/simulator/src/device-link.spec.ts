// A device's connection: itself online and offline, and back after it broke.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeviceLink } from './device-link.ts';
import { smallBroker, type Heard, type SmallBroker } from './testing/small-broker.ts';

let broker: SmallBroker;
let link: DeviceLink | undefined;
beforeEach(async () => {
  broker = await smallBroker();
});
afterEach(async () => {
  await link?.close();
  await broker.close();
});
const open = (onReceipt: (id: string) => void = () => undefined): Promise<DeviceLink> =>
  DeviceLink.open({
    url: broker.url,
    key: 'wy-gateway-0001',
    secret: 'wy-gateway-0001-secret',
    announces: true,
    reconnectMs: 20,
    onReceipt: ({ id }) => onReceipt(id),
  });
const states = (heard: Heard[]): string[] =>
  heard
    .filter(({ channel }) => channel === 'status')
    .map(({ payload }) => (JSON.parse(payload) as { state: string }).state);

describe('A device that drops', () => {
  it('leaves its last will and comes back by itself', async () => {
    link = await open();
    await broker.until((heard) => states(heard).length === 1);
    link.drop(30);
    await broker.until((heard) => states(heard).length === 3);
    expect(states(broker.heard)).toEqual(['online', 'offline', 'online']);
  });

  it('delivers afterwards what it said meanwhile, and hears receipts again', async () => {
    let received: (id: string) => void = () => undefined;
    const receipt = new Promise<string>((resolve) => {
      received = resolve;
    });
    link = await open((id) => received(id));
    await broker.until((heard) => states(heard).includes('online'));
    broker.cut();
    await broker.until((heard) => states(heard).includes('offline'));
    await link.publish('events', JSON.stringify({ id: 'e1', type: 'motion', at: 1 }));
    expect(broker.heard.filter(({ channel }) => channel === 'events')).toHaveLength(1);
    // The subscription comes back behind what was waiting: only from here on are receipts certain to be heard.
    await broker.until((heard) => states(heard).filter((state) => state === 'online').length === 2);
    await link.publish('events', JSON.stringify({ id: 'e2', type: 'motion', at: 2 }));
    expect(await receipt).toMatch(/^e[12]$/);
  });

  it('says goodbye as offline when it is closed', async () => {
    link = await open();
    await link.close();
    expect(states(broker.heard)).toEqual(['online', 'offline']);
  });
});
