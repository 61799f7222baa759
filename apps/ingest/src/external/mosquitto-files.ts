// What an external Mosquitto reads: the password file and the ACL, from credentials and the names of the ingest processes. Pure.
import { DOWN_CHANNELS, UP_CHANNELS } from '#libs/contracts';
import { MOST_ALARM_LANES, alarmLane, receiptConnection, telemetryLane } from './lane-names.ts';

export interface MosquittoAccounts {
  devices: readonly { username: string; secretHash: string }[];
  /** INGEST_ID of every ingest process. */
  ingestIds: readonly string[];
  telemetryLanes: number;
  /** Of the secret that all lanes share. */
  laneSecretHash: string;
}

/** A device of this name would have a lane's rights. */
const LANE_NAME = /^ingest-[A-Za-z0-9]{1,16}-(?:[at]\d+|r)$/;

/** Devices with a lane's name are left out: they cannot sign in at an external broker. */
export function passwordFile(accounts: MosquittoAccounts): string {
  const devices = accounts.devices.filter((device) => !LANE_NAME.test(device.username));
  const lanes = accounts.ingestIds.flatMap((id) => lanesOf(id, accounts.telemetryLanes));
  return [
    ...devices.map(({ username, secretHash }) => `${username}:${secretHash}`),
    ...lanes.map(({ name }) => `${name}:${accounts.laneSecretHash}`),
    '',
  ].join('\n');
}

export function aclFile(accounts: Pick<MosquittoAccounts, 'ingestIds' | 'telemetryLanes'>): string {
  const lanes = accounts.ingestIds.flatMap((id) => lanesOf(id, accounts.telemetryLanes));
  return [
    '# Written by mosquitto-accounts: changes made here are lost.',
    ...UP_CHANNELS.map((channel) => `pattern write devices/%u/${channel}`),
    ...DOWN_CHANNELS.map((channel) => `pattern read devices/%u/${channel}`),
    ...lanes.flatMap(({ name, rights }) => ['', `user ${name}`, ...rights.map((right) => `topic ${right}`)]),
    '',
  ].join('\n');
}

function lanesOf(ingestId: string, telemetryLanes: number): { name: string; rights: string[] }[] {
  const alarm = Array.from({ length: MOST_ALARM_LANES }, (_, index) => alarmLane(ingestId, index));
  const telemetry = Array.from({ length: telemetryLanes }, (_, index) => telemetryLane(ingestId, index));
  return [
    ...alarm.map((name) => ({ name, rights: ['read devices/+/events'] })),
    ...telemetry.map((name) => ({ name, rights: ['read devices/+/telemetry'] })),
    {
      name: receiptConnection(ingestId),
      rights: ['read devices/+/status', 'write devices/+/receipts', 'write devices/+/commands'],
    },
  ];
}
