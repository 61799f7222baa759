// --devices N --rate R --minutes M [--seed S], checked all at once.
import { CannotRun } from './broker-address.ts';
import { MOST_DEVICES, type TownOptions } from './town.ts';

export const TOWN_USAGE =
  '用法 usage: npm run simulate -- --devices N --rate R --minutes M [--seed S]\n' +
  `  --devices  ${1} to ${MOST_DEVICES} devices of the demo county (default 200)\n` +
  '  --rate     messages a second over all devices, 0.1 to 20000 (default 20)\n' +
  '  --minutes  how long, up to 1440 (default 1)\n' +
  '  --seed     any text; the same seed gives the same town (default wuyi)';

interface Numeric {
  least: number;
  most: number;
  whole: boolean;
  fallback: number;
}
const NUMBERS: Record<'devices' | 'rate' | 'minutes', Numeric> = {
  devices: { least: 1, most: MOST_DEVICES, whole: true, fallback: 200 },
  rate: { least: 0.1, most: 20_000, whole: false, fallback: 20 },
  minutes: { least: 0.01, most: 1_440, whole: false, fallback: 1 },
};

/** Throws CannotRun naming every wrong argument. */
export function townArguments(args: readonly string[]): TownOptions {
  const given = new Map<string, string>();
  const wrong: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [name = '', inline] = (args[at] ?? '').split(/=(.*)/s);
    const key = name.replace(/^--/, '');
    if (!name.startsWith('--') || !(key in NUMBERS || key === 'seed')) {
      wrong.push(`${args[at]} is not known`);
      continue;
    }
    const value = inline ?? args[++at];
    if (value === undefined || (inline === undefined && value.startsWith('--'))) wrong.push(`${name} needs a value`);
    else if (given.has(key)) wrong.push(`${name} is given twice`);
    else given.set(key, value);
  }
  const numberOf = (key: keyof typeof NUMBERS): number => {
    const { least, most, whole, fallback } = NUMBERS[key];
    const raw = given.get(key);
    if (raw === undefined) return fallback;
    const value = /^\d+(\.\d+)?$/.test(raw) ? Number(raw) : Number.NaN;
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
      wrong.push(`--${key} must be ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}, not ${raw}`);
    }
    return value;
  };
  const options: TownOptions = {
    devices: numberOf('devices'),
    rate: numberOf('rate'),
    minutes: numberOf('minutes'),
    seed: given.get('seed') ?? 'wuyi',
  };
  if (wrong.length > 0) throw new CannotRun(`${wrong.join('; ')}\n${TOWN_USAGE}`);
  return options;
}
