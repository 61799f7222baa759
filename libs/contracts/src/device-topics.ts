// The native device topics and what travels on them (wire.md, Native device topics).

/** 1 to 64 of these characters. */
export const DEVICE_KEY_PATTERN = /^[A-Za-z0-9_.:-]{1,64}$/;

/** A whole MQTT frame longer than this is refused and ends the connection. */
export const MAX_FRAME_BYTES = 65_536;

export const UP_CHANNELS = ['events', 'telemetry', 'status'] as const;
export type UpChannel = (typeof UP_CHANNELS)[number];
export const DOWN_CHANNELS = ['receipts', 'commands'] as const;
export type DownChannel = (typeof DOWN_CHANNELS)[number];

export const deviceTopic = (deviceKey: string, channel: UpChannel | DownChannel): string =>
  `devices/${deviceKey}/${channel}`;

export const SIGNAL_KINDS = [
  'sos', 'fall', 'smoke', 'gas', 'co', 'waterLeak', 'motion', 'presence', 'door', 'bedIn', 'bedOut', 'bedCall',
  'heartRate', 'respiration', 'spo2', 'bloodPressure', 'bodyTemperature', 'temperature', 'humidity', 'location',
  'geofenceExit', 'battery', 'tamper', 'online', 'offline', 'cancel', 'test', 'other',
] as const; // prettier-ignore
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export const DEVICE_KINDS = [
  'sosButton', 'pendant', 'voiceTerminal', 'fallDetector', 'radar', 'smoke', 'gas', 'co', 'waterLeak', 'motion',
  'door', 'bedOccupancy', 'vitalBand', 'bloodPressure', 'gpsWatch', 'temperature', 'waterMeter', 'checkupKiosk',
  'bedCall', 'gateway',
] as const; // prettier-ignore
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const COMMAND_TYPES = ['ring', 'locate', 'config'] as const;
export type DeviceCommandType = (typeof COMMAND_TYPES)[number];

/** What goes down on `devices/{key}/commands`; the same id twice is the same command. */
export interface DeviceCommand {
  id: string;
  type: DeviceCommandType;
  data: Record<string, unknown>;
}

export type ReceiptState = 'received' | 'claimed' | 'dispatched' | 'onScene' | 'closed';

/** What goes down on `devices/{key}/receipts`, only ever after commit. */
export interface Receipt {
  id: string;
  /** The number of the alert that the event raised or joined; null if it needed none. */
  alert: string | null;
  state: ReceiptState;
  at: string;
}
