// Bodies of the people's HTTP door (/api/v1): what the pages and other programs send and get.
import type { DeviceKind, SignalKind } from './device-topics.ts';
import type { LngLat, PersonRef } from './alert.ts';

export const ROLES = [
  'operator', 'supervisor', 'dutyOfficer', 'responder', 'communityWorker', 'manager', 'nurse', 'stationPlanner',
  'family', 'regulator', 'admin',
] as const; // prettier-ignore
export type Role = (typeof ROLES)[number];

export interface Scope {
  kind: 'division' | 'facility' | 'elder';
  /** Division code, facility id or elder id. */
  ref: string;
}

export interface AccountView {
  id: string;
  username: string;
  name: string;
  role: Role;
  scopes: Scope[];
}

/** POST /api/v1/auth/login, GET /api/v1/auth/me answers `{account, expiresAt}`. */
export interface LoginAnswer {
  token: string;
  expiresAt: string;
  account: AccountView;
}

export interface Page<T> {
  items: T[];
  total: number;
}

/** GET /api/v1/elders: lists outside a case are masked (one letter of the name, no house number, no phone). */
export interface ElderListItem {
  id: string;
  /** Masked: 王*红. */
  name: string;
  sex: 'male' | 'female';
  age: number;
  living: string;
  abilityLevel: number | null;
  /** Without house number and room; null if no home is known. */
  home: { id: string; address: string; division: { code: string; name: string } } | null;
}

export interface ContactView {
  id: string;
  name: string;
  relation: string;
  /** Null until the claim opens it. */
  phone: string | null;
  /** Place in the order to decide (guardian first) and to come; null if not in that order. */
  decideOrder: number | null;
  comeOrder: number | null;
  minutesAway: number | null;
  holdsKey: boolean;
}

/** GET /api/v1/alerts/{id}/card: the person behind a case. `sensitive` opens with the claim, and the look is logged. */
export interface ElderCard {
  alertId: string;
  elders: ElderCardPerson[];
  home: { id: string; address: string; floor: number | null; hasLift: boolean | null; location: LngLat | null } | null;
  /** False as long as the reader does not hold the claim: everything in `sensitive` is then null. */
  opened: boolean;
  lastAlerts: { id: string; number: string; kind: string; raisedAt: string; outcome: string | null }[];
  lastActivity: { at: string; kind: SignalKind | 'telemetry'; deviceName: string } | null;
  devices: {
    key: string;
    name: string;
    kind: DeviceKind;
    battery: number | null;
    lastSeenAt: string | null;
    state: DeviceState;
  }[];
}

export interface ElderCardPerson {
  id: string;
  name: string;
  sex: 'male' | 'female';
  age: number;
  birthDate: string;
  living: string;
  categories: string[];
  abilityLevel: number | null;
  /** Known to get lost (易走失). */
  proneToWander: boolean;
  reach: { hearing: string | null; speech: string | null; dialect: string | null; firstChannel: string | null };
  contacts: ContactView[];
  sensitive: {
    phones: string[];
    conditions: string[];
    allergies: string[];
    medication: string[];
    bloodType: string | null;
    doorAndKeyNotes: string | null;
  } | null;
}

export type DeviceState = 'online' | 'late' | 'lost' | 'never';

/** GET /api/v1/devices (admin): find, last seen, placement. */
export interface DeviceView {
  id: string;
  key: string;
  name: string;
  kind: DeviceKind;
  protocol: string;
  state: DeviceState;
  lastSeenAt: string | null;
  battery: number | null;
  placement: { elder: PersonRef | null; home: { id: string; address: string } | null; since: string } | null;
  /** A credential exists and is not revoked. */
  hasSecret: boolean;
}

/** POST /api/v1/devices/{id}/secret: the only time that the secret is shown. */
export interface IssuedSecret {
  deviceKey: string;
  username: string;
  clientId: string;
  secret: string;
}

export interface QuarantineView {
  id: string;
  receivedAt: string;
  deviceKey: string | null;
  topic: string;
  reason: string;
  bytes: number;
  /** First 200 bytes, unprintable ones replaced; the whole is at GET /api/v1/quarantine/{id}/raw. */
  preview: string;
  alertId: string | null;
}

/** One row of GET /api/v1/devices/events: the ledger that proves nothing was lost. */
export interface LedgerRow {
  id: string;
  deviceKey: string;
  eventId: string | null;
  channel: 'events' | 'telemetry' | 'http';
  type: string | null;
  at: string | null;
  receivedAt: string;
  committedAt: string;
  copies: number;
  became: 'alert' | 'press' | 'cancel' | 'noted' | 'telemetry' | 'quarantine';
  alertId: string | null;
  alertNumber: string | null;
  /** As stored: JSON where readable, else base64. */
  payload: unknown;
  encoding: 'json' | 'base64';
}

export type LinkState = 'ok' | 'late' | 'broken' | 'unknown';
export interface LinkHealth {
  link: string;
  state: LinkState;
  /** Age of the last sign of life in milliseconds, if there was one. */
  ageMs: number | null;
  detail?: string;
}
/** GET /health/alarm-path: every link that a press passes, 200 only when all are ok. */
export interface AlarmPathHealth {
  status: 'ok' | 'broken';
  links: LinkHealth[];
  /** p50/p99 in milliseconds over the last five minutes, null without samples. */
  pressToCommitMs: { p50: number; p99: number } | null;
  commitToDisplayMs: { p50: number; p99: number } | null;
  serverTime: string;
}
