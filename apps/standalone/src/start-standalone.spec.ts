// What is wrong with a start is said before anything is started.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startStandalone } from './start-standalone.ts';

describe('A start on a named port that is taken', () => {
  const given = process.env;
  let folder: string;
  let dataDir: string;
  let holder: Server;
  let taken: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yinling-start-'));
    dataDir = join(folder, 'data');
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    taken = String((holder.address() as AddressInfo).port);
  });
  afterEach(async () => {
    process.env = given;
    await new Promise((resolve) => holder.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  // Nothing listens at this database's address: whoever asks it first, refuses for another reason.
  const start = (env: Record<string, string>): Promise<void> => {
    process.env = { DATA_DIR: dataDir, DATABASE_URL: 'postgres://127.0.0.1:1/nothing', LOG_LEVEL: 'silent', ...env };
    return startStandalone();
  };

  it.each(['HTTP_PORT', 'MQTT_PORT'])('%s is refused before database, keys and demo county are made', async (name) => {
    await expect(start({ [name]: taken })).rejects.toThrow(`${name} ${taken} is taken on 127.0.0.1`);
    expect(existsSync(dataDir) ? readdirSync(dataDir) : []).toEqual([]);
  });

  it('is refused where HOST names the address, and where both doors ask for one port', async () => {
    await expect(start({ HOST: '0.0.0.0', HTTP_PORT: taken })).rejects.toThrow(
      `HTTP_PORT ${taken} is taken on 0.0.0.0`,
    );
    await new Promise((resolve) => holder.close(resolve));
    await expect(start({ HTTP_PORT: taken, MQTT_PORT: taken })).rejects.toThrow(`MQTT_PORT ${taken} is taken`);
  });

  it('is no matter where the broker is an external one', async () => {
    const broker = { MQTT_URL: 'mqtt://127.0.0.1:1', MQTT_LANE_SECRET: 'secret' };
    await expect(start({ ...broker, MQTT_PORT: taken })).rejects.not.toThrow(/MQTT_PORT/);
  });
});
