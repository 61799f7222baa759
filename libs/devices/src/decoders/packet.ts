// What a decoder makes of a packet, whatever ecosystem it came from.
import type { LngLat, SignalKind } from '#libs/contracts';

export type UnreadableReason =
  'empty' | 'notUtf8' | 'notJson' | 'notAnObject' | 'tooDeep' | 'noType' | 'noValues' | 'noState' | 'unstorable';

/** Part of a packet that says nothing we understand; its bytes are kept. */
export interface Unreadable {
  readable: false;
  eventId: string;
  reason: UnreadableReason;
  payload: Buffer;
}

export interface ReadEvent {
  readable: true;
  eventId: string;
  type: string;
  kind: SignalKind;
  /** Told time where plausible, else arrival. */
  at: Date;
  /** What was told as time, as JSON text; null where nothing was. */
  rawAt: string | null;
  /** `data.value` was false: the device says that it is over. */
  cleared: boolean;
  /** The press that a cancel names. */
  ofEventId: string | null;
  /** Where the device says that it is, WGS-84. */
  location: LngLat | null;
  /** Percent, if the event speaks of it. */
  battery: number | null;
  payload: Buffer;
}

export type DecodedEvent = ReadEvent | Unreadable;

export interface Reading {
  /** Epoch ms: told time where plausible, else arrival. */
  atMs: number;
  values: Record<string, unknown>;
  /** Percent, if among the values. */
  battery: number | null;
  /** `values` as JSON text that jsonb takes. */
  json: string;
}

export interface TelemetryPacket {
  readings: Reading[];
  unreadable: Unreadable[];
}

export type StatusPacket =
  | { readable: true; connection: 'online' | 'offline'; toldAtMs: number | null }
  | { readable: true; connection: null }
  | Unreadable;
