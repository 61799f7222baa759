// Where press and simulate look for the broker.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokerUrl, isThisMachine } from './broker-address.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yl-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const run = (record: object): void => writeFileSync(join(folder, 'run.json'), JSON.stringify(record));
const address = (): string => brokerUrl({ DATA_DIR: folder });

describe('The broker’s address', () => {
  it('is what the running instance wrote into run.json', () => {
    run({ pid: process.pid, state: 'running', mqtt: 'mqtt://127.0.0.1:1884' });
    expect(address()).toBe('mqtt://127.0.0.1:1884');
  });

  it('is MQTT_URL where that is set', () => {
    run({ pid: process.pid, mqtt: 'mqtt://127.0.0.1:1884' });
    expect(brokerUrl({ DATA_DIR: folder, MQTT_URL: 'mqtt://localhost:1999' })).toBe('mqtt://localhost:1999');
    expect(() => brokerUrl({ MQTT_URL: 'http://localhost' })).toThrow(/MQTT_URL must begin with mqtt/);
  });

  it('is missing where nothing runs, where the holder is dead and where it is still starting', () => {
    expect(address).toThrow(/Nothing is running \(no .*run\.json\)/);
    // Above the highest pid that Linux gives.
    run({ pid: 2 ** 30, mqtt: 'mqtt://127.0.0.1:1884' });
    expect(address).toThrow(/process 1073741824 .* is gone/);
    run({ pid: process.pid, state: 'starting', mqtt: null });
    expect(address).toThrow(/is starting and has no broker address yet/);
    writeFileSync(join(folder, 'run.json'), '{"pid":');
    expect(address).toThrow(/Nothing is running/);
  });

  it('counts as this machine only if no packet can leave it', () => {
    const here = ['mqtt://127.0.0.1:1883', 'mqtt://127.9.9.9', 'mqtt://localhost:1', 'mqtt://[::1]:1883'];
    const away = [
      'mqtt://10.0.0.1',
      'mqtt://broker.example',
      'mqtt://127.0.0.1.example',
      'mqtt://[2001:db8::1]',
      'mqtt://0.0.0.0',
    ];
    expect(here.filter((url) => !isThisMachine(url))).toEqual([]);
    expect(away.filter(isThisMachine)).toEqual([]);
  });
});
