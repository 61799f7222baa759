// A short town over real connections.
import { afterEach, describe, expect, it } from '@jest/globals';
import { CannotRun } from './broker-address.ts';
import { runTown, type TownRunOptions } from './run-town.ts';
import { smallBroker, type SmallBroker, type SmallBrokerOptions } from './testing/small-broker.ts';
import { townActions } from './town.ts';

let broker: SmallBroker | undefined;
afterEach(async () => {
  await broker?.close();
  broker = undefined;
});

const town = { devices: 30, rate: 60, minutes: 0.03, seed: 'run' };
async function play(options: SmallBrokerOptions = {}, more: Partial<TownRunOptions> = {}) {
  broker = await smallBroker(options);
  const run = { ...town, url: broker.url, stop: new AbortController().signal, onProgress: () => undefined };
  return runTown({ ...run, patienceMs: 1_000, ...more });
}

describe('A town run', () => {
  it('sends exactly the planned messages and counts every receipt', async () => {
    const planned = [...townActions(town)].filter((action) => action.do !== 'drop');
    const result = await play();
    const said = broker!.heard.filter(({ channel }) => channel !== 'status');
    expect(said).toHaveLength(planned.length);
    expect(said.map(({ key, channel }) => `${key} ${channel}`).sort()).toEqual(
      planned.map((action) => `${action.key} ${action.do === 'event' ? 'events' : 'telemetry'}`).sort(),
    );
    expect(result).toMatchObject({ sent: planned.length, acknowledged: planned.length, failed: 0, devices: 30 });
    expect(result.presses).toBeGreaterThan(0);
    expect(result.receipts).toBe(result.presses);
    expect(result.unheard).toEqual([]);
  });

  it('announces every device online, and offline at the end', async () => {
    await play();
    const states = broker!.heard
      .filter(({ channel }) => channel === 'status')
      .map(({ key, payload }) => `${key} ${(JSON.parse(payload) as { state: string }).state}`);
    expect(new Set(states).size).toBe(60);
  });

  it('repeats a press, same bytes, until its receipt comes', async () => {
    const result = await play({ receipt: (_, nth) => (nth >= 2 ? 'A-1' : undefined) }, { repeatMs: 200 });
    expect(result.unheard).toEqual([]);
    expect(result.repeats).toBeGreaterThanOrEqual(result.presses);
    const pressed = broker!.heard.filter(({ payload }) => payload.includes('"sos"') || payload.includes('"fall"'));
    expect(new Set(pressed.map(({ payload }) => payload)).size).toBe(result.presses);
  });

  it('hears every press in the end although the broker cut all connections', async () => {
    let cuts = 0;
    const result = await play(
      {},
      {
        minutes: 0.05,
        repeatMs: 200,
        patienceMs: 5_000,
        progressMs: 900,
        onProgress: () => cuts++ === 0 && broker?.cut(),
      },
    );
    expect(cuts).toBeGreaterThan(0);
    expect(result.unheard).toEqual([]);
    expect(result.acknowledged).toBe(result.sent);
    expect(result.online).toBe(town.devices);
  });

  it('lists the presses that got no receipt', async () => {
    const result = await play({ receipt: () => undefined }, { patienceMs: 100 });
    expect(result.presses).toBeGreaterThan(0);
    expect(result.unheard).toHaveLength(result.presses);
    expect(result.receipts).toBe(0);
  });

  it('ends early and cleanly when stopped', async () => {
    const stop = new AbortController();
    const result = await play({}, { minutes: 10, stop: stop.signal, progressMs: 300, onProgress: () => stop.abort() });
    expect(result.interrupted).toBe(true);
    expect(result.elapsedMs).toBeLessThan(5_000);
  });

  it('does not begin where the devices are not known', async () => {
    const refused = play({ knows: () => false });
    await expect(refused).rejects.toThrow(CannotRun);
    await expect(refused).rejects.toThrow(/unknown device/);
    expect(broker!.heard).toEqual([]);
  });
});
