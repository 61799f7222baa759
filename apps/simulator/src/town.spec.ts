// The simulated town: the same by seed, within its rate, and lifelike where it matters.
import { describe, expect, it } from '@jest/globals';
import { NAMED_PENDANTS, fleet } from './fleet.ts';
import {
  MOST_DEVICES,
  isCaller,
  messageOf,
  townActions,
  townDevices,
  type TownAction,
  type TownEvent,
} from './town.ts';

const options = { devices: 300, rate: 100, minutes: 3, seed: 'spec' };
const actions = [...townActions(options)];
const isEvent = (action: TownAction): action is TownEvent => action.do === 'event';
const events = actions.filter(isEvent);
const presses = events.filter((event) => event.why === 'press');

describe('The fleet', () => {
  it('has devices of different keys, the named pendants among them', () => {
    const keys = fleet().map((device) => device.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^[A-Za-z0-9_.:-]{1,64}$/.test(key))).toBe(true);
    expect(keys).toEqual(expect.arrayContaining([...NAMED_PENDANTS]));
  });
});

describe('A town', () => {
  it('is the same by seed and another one by another', () => {
    expect([...townActions(options)]).toEqual(actions);
    expect([...townActions({ ...options, seed: 'other' })]).not.toEqual(actions);
  });

  it('says as many messages as rate and minutes give, in order of time', () => {
    const messages = actions.filter((action) => action.do !== 'drop');
    expect(messages).toHaveLength(100 * 3 * 60);
    expect(actions.every((action, at) => at === 0 || action.at >= (actions[at - 1]?.at ?? 0))).toBe(true);
    expect(actions.at(-1)!.at).toBeLessThanOrEqual(3 * 60_000);
  });

  it('has its own devices only, never a named pendant, up to the whole fleet', () => {
    const keys = new Set(townDevices(options).map((device) => device.key));
    expect(keys.size).toBe(300);
    const foreign = actions.filter((action) => action.do !== 'drop' && !keys.has(action.key));
    expect(foreign).toEqual([]);
    const all = townDevices({ devices: MOST_DEVICES, seed: 'all' }).map((device) => device.key);
    expect(new Set(all).size).toBe(MOST_DEVICES);
    expect(NAMED_PENDANTS.filter((key) => all.includes(key))).toEqual([]);
  });

  it('has someone to press even if it is tiny or slow', () => {
    expect(townDevices({ devices: 1, seed: 'x' }).map(isCaller)).toEqual([true]);
    const tiny = [...townActions({ devices: 1, rate: 0.1, minutes: 0.2, seed: 'x' })];
    expect(tiny.filter((action) => action.do === 'event' && action.why === 'press')).toHaveLength(1);
  });

  it('presses now and then, at first within two seconds', () => {
    expect(presses[0]!.at).toBeLessThan(2_000);
    expect(presses.length).toBeGreaterThan(20);
    expect(presses.length).toBeLessThan(200);
    expect(new Set(presses.map((press) => press.type))).toEqual(new Set(['sos', 'fall']));
  });

  it('sends a copy with the bytes of its first', () => {
    const copies = events.filter((event) => event.why === 'copy');
    expect(copies.length).toBeGreaterThan(3);
    for (const copy of copies) {
      const first = presses.find((press) => press.id === copy.id)!;
      expect(messageOf(copy, 'r', 5)).toEqual(messageOf(first, 'r', 5));
      expect(copy.at).toBeGreaterThan(first.at);
    }
  });

  it('presses again with an id of its own, and cancels a press of the same device by name', () => {
    const again = events.filter((event) => event.why === 'pressAgain');
    const cancels = events.filter((event) => event.why === 'cancel');
    expect(again.length).toBeGreaterThan(3);
    expect(cancels.length).toBeGreaterThan(1);
    const first = events.filter((event) => event.why !== 'copy');
    expect(new Set(first.map((event) => event.id)).size).toBe(first.length);
    for (const cancel of cancels) {
      const press = presses.find((one) => one.id === cancel.of);
      expect(press?.key).toBe(cancel.key);
      expect(JSON.parse(messageOf(cancel, 'r', 0).payload)).toMatchObject({
        type: 'cancel',
        data: { of: `r-${cancel.of}` },
      });
    }
  });

  it('hears nothing from behind a gateway that dropped', () => {
    const drops = actions.filter((action) => action.do === 'drop');
    expect(drops.length).toBeGreaterThan(3);
    const siteOf = new Map(fleet().map((device) => [device.key, device.site]));
    for (const drop of drops) {
      expect(new Set(drop.keys.map((key) => siteOf.get(key)))).toEqual(new Set([siteOf.get(drop.gateway)]));
      const spoke = actions.filter(
        (action) =>
          action.do !== 'drop' &&
          drop.keys.includes(action.key) &&
          action.at > drop.at &&
          action.at < drop.at + drop.forMs,
      );
      expect(spoke).toEqual([]);
    }
  });

  it('gives two runs different event ids', () => {
    const press = presses[0]!;
    expect(messageOf(press, 'a', 0).eventId).not.toBe(messageOf(press, 'b', 0).eventId);
  });
});
