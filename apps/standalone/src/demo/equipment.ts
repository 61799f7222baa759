// Who wears which device of the fleet, and which homes hold the sites.
import { NAMED_PENDANTS, fleet, type FleetDevice } from '../../../simulator/src/fleet.ts';
import { seededRandom, type SeededRandom } from '../../../simulator/src/seeded-random.ts';
import type { DeviceKind } from '#libs/contracts';
import type { PlaceOfDevice } from '#libs/devices';
import { DEMENTIA, HEART } from './elder-traits.ts';
import type { Elder, Population } from './people.ts';

export interface PlacedDevice extends FleetDevice {
  name: string;
  place: PlaceOfDevice;
}

const NAMES: Partial<Record<DeviceKind, string>> = {
  pendant: '呼救挂件',
  sosButton: '紧急按钮',
  voiceTerminal: '语音终端',
  gpsWatch: '定位手表',
  vitalBand: '体征手环',
  fallDetector: '跌倒探测器',
  bedOccupancy: '离床监测垫',
  gateway: '家庭网关',
  smoke: '烟感',
  motion: '人体移动传感器',
  door: '门磁',
  gas: '燃气探测器',
  co: '一氧化碳探测器',
  waterLeak: '水浸传感器',
  temperature: '温度计',
  waterMeter: '水表',
  radar: '毫米波雷达',
};

/** Kinds that call for help: an elder has at most one of them. */
const CALLERS: readonly DeviceKind[] = ['pendant', 'sosButton', 'voiceTerminal'];

export function placeFleet(seed: string, { homes, elders }: Population): PlacedDevice[] {
  const random = seededRandom(`${seed}/equipment`);
  // Nothing else in the homes of the named pendants: a press there is one press and nothing more.
  const reserved = new Set(homes.slice(0, NAMED_PENDANTS.length).map((home) => home.id));
  const others = elders.filter((elder) => !reserved.has(elder.homeId));
  const sites = [...new Set(ranked(random, others, riskOf).map((elder) => elder.homeId))];
  const wearers = new Map<DeviceKind, Elder[]>();
  const callers = ranked(random, others, riskOf);
  const nextWearer = (kind: DeviceKind): Elder | undefined => {
    if (CALLERS.includes(kind)) return callers.shift();
    const queue = wearers.get(kind) ?? ranked(random, others, (elder) => needOf(kind, elder));
    wearers.set(kind, queue);
    return queue.shift();
  };
  return fleet().map((device, at) => {
    const name = `${NAMES[device.kind] ?? device.kind} ${String(device.number).padStart(4, '0')}`;
    if (device.site !== null) return { ...device, name, place: { homeId: sites[device.site] ?? missing(device) } };
    const wearer = at < NAMED_PENDANTS.length ? elders[at] : nextWearer(device.kind);
    return { ...device, name, place: { elderId: wearer?.id ?? missing(device) } };
  });
}

const riskOf = (elder: Elder): number =>
  (elder.living === 'alone' ? 2 : elder.living === 'leftBehind' ? 1.5 : 0) +
  (elder.categories.includes('aged80') ? 1 : 0) +
  elder.abilityLevel * 0.3;

function needOf(kind: DeviceKind, elder: Elder): number {
  if (kind === 'gpsWatch') return elder.conditions.includes(DEMENTIA) ? 3 : 0;
  if (kind === 'vitalBand') return elder.conditions.includes(HEART) ? 3 : 0;
  if (kind === 'bedOccupancy') return elder.abilityLevel;
  return riskOf(elder);
}

/** Most in need first, with some luck in it. */
function ranked(random: SeededRandom, elders: Elder[], needOf: (elder: Elder) => number): Elder[] {
  return elders
    .map((elder) => ({ elder, score: needOf(elder) + random.next() * 2 }))
    .sort((a, b) => b.score - a.score)
    .map(({ elder }) => elder);
}

function missing(device: FleetDevice): never {
  throw new Error(`nobody and nowhere for ${device.key}`);
}
