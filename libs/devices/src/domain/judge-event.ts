// What an event of a device leads to: a case, a mark of cancelling, a note, or quarantine. Pure.
import type { AlertKind, DeviceKind, SignalKind } from '#libs/contracts';
import { speaksOfAlarm, speaksOfPress } from './signal-kind.ts';

/** What identify and place found of the sender; null for a key that is not in the registry. */
export interface KnownDevice {
  kind: DeviceKind;
  /** Worn by somebody or installed in a home at the time of the event. */
  placed: boolean;
}

export type JudgedEvent =
  | { readable: true; type: string; kind: SignalKind; /** `data.value` was false. */ cleared: boolean }
  | { readable: false };

export type Verdict = { leadsTo: 'case'; kind: AlertKind } | { leadsTo: 'cancel' | 'note' | 'quarantine' };

const NOTE: Verdict = { leadsTo: 'note' };

/** What a device of this kind cries for when its message cannot be read; kinds without an alarm of their own are absent. */
const OWN_ALARM: Partial<Record<DeviceKind, AlertKind>> = {
  sosButton: 'sos',
  pendant: 'sos',
  voiceTerminal: 'sos',
  gpsWatch: 'sos',
  vitalBand: 'sos',
  bedCall: 'sos',
  fallDetector: 'fall',
  radar: 'fall',
  smoke: 'smoke',
  gas: 'gas',
  co: 'co',
};

export function judgeEvent(event: JudgedEvent, device: KnownDevice | null): Verdict {
  const placed = device?.placed ? device : null;
  if (!event.readable) {
    if (!placed) return raise('unknownDistress');
    const own = OWN_ALARM[placed.kind];
    return own ? raise(own) : { leadsTo: 'quarantine' };
  }
  if (event.kind === 'cancel') return { leadsTo: 'cancel' };
  if (event.kind === 'test' || event.cleared) return NOTE;
  // Nobody knows whose safe area it is that an unknown device left.
  if (event.kind === 'geofenceExit') return placed ? raise('wandering') : NOTE;
  const alarm = alarmOf(event.kind);
  if (alarm) return raise(placed ? alarm : 'unknownDistress');
  if (placed) return judgeUnclear(event, placed);
  const asks = event.kind === 'other' && (speaksOfAlarm(event.type) || speaksOfPress(event.type));
  return event.kind === 'bedCall' || asks ? raise('unknownDistress') : NOTE;
}

/** A type that nobody agreed on, from a device whose place is known. */
function judgeUnclear(event: { type: string; kind: SignalKind }, device: KnownDevice): Verdict {
  const own = OWN_ALARM[device.kind];
  if (!own || event.kind !== 'other') return NOTE;
  const isButton = device.kind === 'sosButton' || device.kind === 'pendant';
  return speaksOfAlarm(event.type) || (isButton && speaksOfPress(event.type)) ? raise(own) : NOTE;
}

function alarmOf(kind: SignalKind): AlertKind | null {
  switch (kind) {
    case 'sos':
    case 'fall':
    case 'smoke':
    case 'gas':
    case 'co':
      return kind;
    default:
      return null;
  }
}

const raise = (kind: AlertKind): Verdict => ({ leadsTo: 'case', kind });
