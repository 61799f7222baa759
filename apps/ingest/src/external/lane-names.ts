// Names of the connections of an ingest process at an external broker: username and client id are one (see mosquitto.conf).

/** Most lanes that settings allow; accounts are made for all alarm lanes, so that retired ones can still be emptied. */
export const MOST_ALARM_LANES = 64;

export const alarmLane = (ingestId: string, index: number): string => `ingest-${ingestId}-a${index}`;
export const telemetryLane = (ingestId: string, index: number): string => `ingest-${ingestId}-t${index}`;
/** Sends receipts, and reads how connections stand. */
export const receiptConnection = (ingestId: string): string => `ingest-${ingestId}-r`;

/** A share group of its own for each process: every process stores every alarm, and no process's death holds one back. */
export const alarmFilter = (ingestId: string): string => `$share/ingest-${ingestId}/devices/+/events`;
/** One group of all processes. */
export const TELEMETRY_FILTER = '$share/telemetry/devices/+/telemetry';
export const STATUS_FILTER = 'devices/+/status';
