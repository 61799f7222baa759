// A town of devices: who says what when, by seed. Pure: no clock, no network; the same options give the same town.
import { deviceTopic, type DeviceKind, type UpChannel } from '#libs/contracts';
import { NAMED_PENDANTS, fleet, type FleetDevice } from './fleet.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { telemetryOf } from './town-telemetry.ts';

export interface TownOptions {
  /** How many devices of the demo county take part. */
  devices: number;
  /** Messages a second, over all devices. */
  rate: number;
  minutes: number;
  seed: string;
}

/** Times are ms after the start. */
export type TownAction =
  | { do: 'telemetry'; at: number; key: string; values: Record<string, number> }
  | {
      do: 'event';
      at: number;
      key: string;
      /** Unique in the town; a copy has the id, time and bytes of its first. */
      id: number;
      type: 'sos' | 'fall' | 'cancel' | 'motion' | 'door';
      happenedAt: number;
      /** The press that a cancel takes back. */
      of: number | null;
      why: 'press' | 'pressAgain' | 'copy' | 'cancel' | 'movement';
    }
  | { do: 'drop'; at: number; gateway: string; keys: string[]; forMs: number };
export type TownEvent = Extract<TownAction, { do: 'event' }>;

/** Of all messages, how many are a press out of nothing; what follows from it comes on top, within the rate. */
const PRESS_SHARE = 0.004;
const FIRST_PRESS_MS = 1_000;
const CALLERS: ReadonlySet<DeviceKind> = new Set(['pendant', 'sosButton', 'voiceTerminal', 'gpsWatch', 'fallDetector']);
const MOVERS: ReadonlySet<DeviceKind> = new Set(['motion', 'door']);

/** As many as a town can have: the named pendants are for people to press. */
export const MOST_DEVICES = fleet().length - NAMED_PENDANTS.length;

export const isCaller = (device: FleetDevice): boolean => CALLERS.has(device.kind);

/** A caller first, then a home with its gateway, then the rest by lot; whole homes as far as the number reaches. */
export function townDevices({ devices, seed }: Pick<TownOptions, 'devices' | 'seed'>): FleetDevice[] {
  const named: readonly string[] = NAMED_PENDANTS;
  const all = fleet().filter((device) => !named.includes(device.key));
  const gatewaySites = new Set(all.filter((device) => device.kind === 'gateway').map((device) => device.site));
  const behindGateway = (device: FleetDevice): boolean => device.site !== null && gatewaySites.has(device.site);
  const homes = [...gatewaySites].map((site) => all.filter((device) => device.site === site));
  const singles = all.filter((device) => !behindGateway(device)).map((device) => [device]);
  const groups = seededRandom(`${seed}/devices`).shuffled([...homes, ...singles]);
  const firstCaller = groups.find(([device]) => device && isCaller(device));
  const firstHome = groups.find((group) => group.length > 1);
  const first = [firstCaller, firstHome].filter((group) => group !== undefined);
  return [...first, ...groups.filter((group) => !first.includes(group))].flat().slice(0, devices);
}

/** In order of time: `rate` x `minutes` x 60 messages, and now and then a gateway that drops with what is behind it. */
export function* townActions(options: TownOptions): Generator<TownAction> {
  const random = seededRandom(`${options.seed}/actions`);
  const devices = townDevices(options);
  const callers = devices.filter(isCaller);
  const gateways = devices.filter((device) => device.kind === 'gateway');
  const downUntil = new Map<string, number>();
  const followUps = new FollowUps(random);
  const slotMs = 1_000 / options.rate;
  const total = Math.round(options.rate * options.minutes * 60);
  let nextDropAt = random.int(5_000, 15_000);
  let nextId = 1;
  let pressed = false;

  for (let slot = 0; slot < total; slot++) {
    const at = Math.round((slot + random.next()) * slotMs);
    if (gateways.length > 0 && at >= nextDropAt) {
      const gateway = random.pick(gateways);
      const keys = devices.filter((device) => device.site === gateway.site).map((device) => device.key);
      const forMs = random.int(2_000, 8_000);
      for (const key of keys) downUntil.set(key, at + forMs);
      nextDropAt = at + forMs + random.int(10_000, 30_000);
      yield { do: 'drop', at, gateway: gateway.key, keys, forMs };
    }
    const due = followUps.takeDue(at);
    if (due) {
      yield due.why === 'copy' ? { ...due, at } : { ...due, at, id: nextId++, happenedAt: at };
      continue;
    }
    // A town in which nobody presses shows nothing: the first press comes early whatever the rate.
    const mustPress = !pressed && (at >= FIRST_PRESS_MS || slot === total - 1);
    if (callers.length > 0 && (random.chance(PRESS_SHARE) || mustPress)) {
      pressed = true;
      const press = pressBy(random.pick(callers), nextId++, at);
      followUps.plan(press);
      yield press;
      continue;
    }
    const device = pickUp(random, devices, downUntil, at);
    if (MOVERS.has(device.kind) && random.chance(0.5)) {
      const type = device.kind === 'door' ? 'door' : 'motion';
      yield { do: 'event', at, key: device.key, id: nextId++, type, happenedAt: at, of: null, why: 'movement' };
    } else {
      yield { do: 'telemetry', at, key: device.key, values: telemetryOf(random, device.kind) };
    }
  }
}

/** What travels: topic channel and bytes. `run` keeps the ids of two runs apart; `startedAt` is epoch ms. */
export function messageOf(
  action: Exclude<TownAction, { do: 'drop' }>,
  run: string,
  startedAt: number,
): { channel: UpChannel; topic: string; payload: string; eventId: string | null } {
  if (action.do === 'telemetry') {
    const payload = JSON.stringify({ at: startedAt + action.at, values: action.values });
    return { channel: 'telemetry', topic: deviceTopic(action.key, 'telemetry'), payload, eventId: null };
  }
  const eventId = `${run}-${action.id}`;
  const data = action.of === null ? {} : { data: { of: `${run}-${action.of}` } };
  const payload = JSON.stringify({ id: eventId, type: action.type, at: startedAt + action.happenedAt, ...data });
  return { channel: 'events', topic: deviceTopic(action.key, 'events'), payload, eventId };
}

const pressBy = (device: FleetDevice, id: number, at: number): TownEvent => ({
  do: 'event',
  at,
  key: device.key,
  id,
  type: device.kind === 'fallDetector' ? 'fall' : 'sos',
  happenedAt: at,
  of: null,
  why: 'press',
});

/** Someone who is not behind a gateway that is down; everybody down at once does not last. */
function pickUp(random: SeededRandom, devices: FleetDevice[], downUntil: Map<string, number>, at: number): FleetDevice {
  const isUp = (device: FleetDevice): boolean => (downUntil.get(device.key) ?? 0) <= at;
  for (let tries = 0; tries < 10; tries++) {
    const device = random.pick(devices);
    if (isUp(device)) return device;
  }
  return devices.find(isUp) ?? random.pick(devices);
}

/** What a press may bring with it: a second press, a copy of the first on the wire, a cancel. */
class FollowUps {
  private planned: { due: number; event: TownEvent }[] = [];

  constructor(private readonly random: SeededRandom) {}

  plan(press: TownEvent): void {
    const { random } = this;
    if (random.chance(0.3)) this.add(press.at + random.int(400, 8_000), { ...press, why: 'pressAgain' });
    if (random.chance(0.25)) this.add(press.at + random.int(300, 3_000), { ...press, why: 'copy' });
    if (press.type === 'sos' && random.chance(0.15)) {
      this.add(press.at + random.int(3_000, 40_000), { ...press, type: 'cancel', of: press.id, why: 'cancel' });
    }
  }

  takeDue(at: number): TownEvent | null {
    if (this.planned[0] === undefined || this.planned[0].due > at) return null;
    return this.planned.shift()?.event ?? null;
  }

  private add(due: number, event: TownEvent): void {
    this.planned.push({ due, event });
    this.planned.sort((one, other) => one.due - other.due);
  }
}
