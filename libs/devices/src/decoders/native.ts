// The platform's own protocol: packets on devices/{key}/events, telemetry and status to signals (wire.md). Pure.
import { isUtf8 } from 'node:buffer';
import type { LngLat } from '#libs/contracts';
import { digestId, toldId, unreadableId } from '../domain/event-id.ts';
import { signalKindOf } from '../domain/signal-kind.ts';
import { isDeeperThan, isStorableJson, madeStorable } from '../domain/storable.ts';
import { toldTime } from '../domain/told-time.ts';
import type { DecodedEvent, ReadEvent, StatusPacket, TelemetryPacket, Unreadable, UnreadableReason } from './packet.ts';

const DEEPEST = 32;
const LONGEST_TYPE = 64;
/** Older readings are stored at this edge (telemetry is partitioned by day), with what they told beside them. */
const KEPT_DAYS_MS = 7 * 86_400_000;
const LONGEST_RAW_TIME = 100;

/** Ids told as numbers that JavaScript would round: two of them must not become one event. Quotes inside texts are escaped. */
const LONG_NUMBER_AS_ID = /((?<!\\)"(?:id|of)"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

type Parsed = { ok: true; value: unknown } | { ok: false; reason: UnreadableReason };
type Fields = Record<string, unknown>;

interface Packet {
  payload: Buffer;
  receivedMs: number;
}

/**
 * One event or a buffered batch. Never throws; at least one element, so that every message leaves a trace. What cannot be
 * read of a batch and tells no id is one unreadable message, however many pieces it has.
 */
export function decodeEvents(payload: Buffer, receivedMs: number): DecodedEvent[] {
  const packet: Packet = { payload, receivedMs };
  const parsed = parse(payload, LONG_NUMBER_AS_ID);
  if (!parsed.ok) return [unreadable(packet, 0, parsed.reason)];
  if (!Array.isArray(parsed.value)) {
    const fault = faultOf(parsed.value, packet);
    return [fault ? refused(parsed.value, packet, 0, fault) : readEvent(parsed.value as Told, payload, receivedMs)];
  }
  return decodeBatch(parsed.value as unknown[], packet);
}

function decodeBatch(elements: unknown[], packet: Packet): DecodedEvent[] {
  if (elements.length === 0) return [unreadable(packet, 0, 'empty')];
  const events: DecodedEvent[] = [];
  let nameless = 0;
  let first: DecodedEvent | null = null;
  for (const [index, value] of elements.entries()) {
    const fault = faultOf(value, packet);
    if (!fault) events.push(readEvent(value as Told, bytesOf(value), packet.receivedMs));
    else if (tellsId(value, fault)) events.push(refused(value, { ...packet, payload: bytesOf(value) }, index, fault));
    // Writing an element that is too deep could overflow the stack: its whole batch is kept.
    else if (nameless++ === 0) {
      first = unreadable(fault === 'tooDeep' ? packet : { ...packet, payload: bytesOf(value) }, index, fault);
    }
  }
  if (first && !first.readable) events.push(nameless === 1 ? first : unreadable(packet, 0, first.reason));
  return events;
}

/** One reading or a list of them; what cannot be read stands beside, the rest counts. Never throws. */
export function decodeTelemetry(payload: Buffer, receivedMs: number): TelemetryPacket {
  const packet: Packet = { payload, receivedMs };
  const found: TelemetryPacket = { readings: [], unreadable: [] };
  const parsed = parse(payload);
  if (!parsed.ok) {
    found.unreadable.push(unreadable(packet, 0, parsed.reason));
  } else if (Array.isArray(parsed.value)) {
    (parsed.value as unknown[]).forEach((element, index) => addReading(found, element, packet, index));
  } else {
    addReading(found, parsed.value, packet, null);
  }
  return found;
}

/** An empty payload clears a retained status: it says nothing of the connection. Never throws. */
export function decodeStatus(payload: Buffer, receivedMs: number): StatusPacket {
  if (payload.length === 0) return { readable: true, connection: null };
  const parsed = parse(payload);
  if (!parsed.ok) return unreadable({ payload, receivedMs }, 0, parsed.reason);
  const state = isFields(parsed.value) ? parsed.value['state'] : parsed.value;
  if (state !== 'online' && state !== 'offline') return unreadable({ payload, receivedMs }, 0, 'noState');
  const toldAtMs = isFields(parsed.value) ? toldTime(parsed.value['at'], receivedMs) : null;
  return { readable: true, connection: state, toldAtMs };
}

/** An event with a name, whatever else it says. */
type Told = Fields & { type: string };

/** Why it is no event that can be read; null if it is one. */
function faultOf(value: unknown, packet: Packet): UnreadableReason | null {
  if (isDeeperThan(value, DEEPEST)) return 'tooDeep';
  if (!isFields(value)) return 'notAnObject';
  const type = value['type'];
  if (typeof type !== 'string' || type.trim() === '') return 'noType';
  // A name with broken letters is no name; broken letters elsewhere do not hide what the device says.
  return type.includes('\uFFFD') && !isUtf8(packet.payload) ? 'notUtf8' : null;
}

/** An id that can be read makes a redelivery harmless even where nothing else can. */
const tellsId = (value: unknown, fault: UnreadableReason): boolean =>
  fault !== 'tooDeep' && isFields(value) && toldId(value['id']) !== null;

function refused(value: unknown, packet: Packet, index: number, fault: UnreadableReason): Unreadable {
  const told = fault !== 'tooDeep' && isFields(value) ? toldId(value['id']) : null;
  return told === null
    ? unreadable(packet, index, fault)
    : { readable: false, eventId: told, reason: fault, payload: packet.payload };
}

function readEvent(fields: Told, payload: Buffer, receivedMs: number): ReadEvent {
  const rawType = fields.type.trim();
  const type = madeStorable(rawType, LONGEST_TYPE);
  const told = toldTime(fields['at'], receivedMs);
  const data = isFields(fields['data']) ? fields['data'] : {};
  const kind = signalKindOf(rawType);
  return {
    readable: true,
    eventId: toldId(fields['id']) ?? digestId(type, told ?? receivedMs, fields['data']),
    type,
    kind,
    at: new Date(told ?? receivedMs),
    rawAt: fields['at'] === undefined ? null : madeStorable(JSON.stringify(fields['at']), LONGEST_RAW_TIME),
    cleared: data['value'] === false,
    ofEventId: toldId(data['of']),
    location: locationOf(data),
    battery: percent(data['battery']) ?? (kind === 'battery' ? percent(data['value']) : null),
    payload,
  };
}

function addReading(found: TelemetryPacket, value: unknown, packet: Packet, index: number | null): void {
  const refuse = (reason: UnreadableReason): void => {
    const isWhole = index === null || reason === 'tooDeep';
    found.unreadable.push(unreadable(isWhole ? packet : { ...packet, payload: bytesOf(value) }, index ?? 0, reason));
  };
  if (isDeeperThan(value, DEEPEST)) return refuse('tooDeep');
  if (!isFields(value)) return refuse('notAnObject');
  const values = value['values'];
  if (!isFields(values)) return refuse('noValues');
  const told = toldTime(value['at'], packet.receivedMs);
  const kept = told !== null && told >= packet.receivedMs - KEPT_DAYS_MS;
  const json = JSON.stringify(withUnknownFields(value, values, kept));
  if (!isStorableJson(json)) return refuse('unstorable');
  const atMs = told ?? packet.receivedMs;
  found.readings.push({ atMs, values, battery: percent(values['battery']), json });
}

/**
 * Unknown fields are kept: beside the values, under a name that no sensor uses. So is a time that is none, or that lies
 * before the days which telemetry is stored by.
 */
function withUnknownFields(fields: Fields, values: Fields, timeIsKept: boolean): Fields {
  let unknown: Fields | null = null;
  for (const key in fields) {
    if ((key === 'at' && timeIsKept) || key === 'values') continue;
    unknown ??= Object.create(null) as Fields;
    unknown[key] = fields[key];
  }
  return unknown ? { ...values, $fields: unknown } : values;
}

/** `asTexts`: numbers that are kept letter by letter. */
function parse(payload: Buffer, asTexts: RegExp | null = null): Parsed {
  if (payload.length === 0) return { ok: false, reason: 'empty' };
  try {
    const text = payload.toString('utf8');
    return { ok: true, value: JSON.parse(asTexts ? text.replace(asTexts, '$1"$2"') : text) };
  } catch {
    return { ok: false, reason: isUtf8(payload) ? 'notJson' : 'notUtf8' };
  }
}

/** 0/0 is a receiver without a fix. */
function locationOf(data: Fields): LngLat | null {
  const { lng, lat } = data;
  if (typeof lng !== 'number' || typeof lat !== 'number') return null;
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && (lng !== 0 || lat !== 0) ? { lng, lat } : null;
}

const percent = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= 100 ? Math.round(value) : null;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unreadable = (packet: Packet, index: number, reason: UnreadableReason): Unreadable => ({
  readable: false,
  eventId: unreadableId(packet.payload, packet.receivedMs, index),
  reason,
  payload: packet.payload,
});

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
