// The files of an external Mosquitto: who is in them, and with which rights.
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aclFile, passwordFile } from './mosquitto-files.ts';

const accounts = {
  devices: [
    { username: 'button-1', secretHash: '$7$101$c2FsdA==$aGFzaA==' },
    { username: 'ingest-1-a0', secretHash: 'of a device that wants to be a lane' },
    { username: 'ingest-1-r', secretHash: 'of another one' },
  ],
  ingestIds: ['1', 'b'],
  telemetryLanes: 2,
  laneSecretHash: 'LANE',
};

describe('The password file', () => {
  const lines = passwordFile(accounts).split('\n');

  it('holds devices and the lanes of every process, one line each', () => {
    expect(lines).toContain('button-1:$7$101$c2FsdA==$aGFzaA==');
    for (const id of ['1', 'b']) {
      for (const name of ['a0', 'a63', 't0', 't1', 'r']) expect(lines).toContain(`ingest-${id}-${name}:LANE`);
    }
    expect(lines.filter(Boolean)).toHaveLength(1 + 2 * (64 + 2 + 1));
  });

  it("gives no device a lane's name", () => {
    expect(lines.filter((line) => line.startsWith('ingest-1-a0:'))).toEqual(['ingest-1-a0:LANE']);
    expect(lines.filter((line) => line.startsWith('ingest-1-r:'))).toEqual(['ingest-1-r:LANE']);
  });
});

describe('The ACL', () => {
  const acl = aclFile(accounts);

  it('begins with what mosquitto/acl says of devices', () => {
    const shipped = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'mosquitto', 'acl'), 'utf8');
    const patterns = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('pattern'));
    expect(patterns(acl)).toEqual(patterns(shipped));
    expect(patterns(acl)).toHaveLength(5);
  });

  it('lets alarm lanes read events, telemetry lanes telemetry, and the receipt connection write receipts', () => {
    const rightsOf = (user: string): string[] =>
      /^user .*\n((?:topic .*\n)*)/m
        .exec(acl.slice(acl.indexOf(`user ${user}\n`)))?.[1]
        ?.trim()
        .split('\n') ?? [];
    expect(rightsOf('ingest-b-a5')).toEqual(['topic read devices/+/events']);
    expect(rightsOf('ingest-b-t1')).toEqual(['topic read devices/+/telemetry']);
    expect(rightsOf('ingest-1-r')).toEqual([
      'topic read devices/+/status',
      'topic write devices/+/receipts',
      'topic write devices/+/commands',
    ]);
  });
});
