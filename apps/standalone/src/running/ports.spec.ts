// Ports: what was asked for by name never gives way, anything else does.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { readSettings } from '#libs/platform';
import { addressOf, choosePort, withoutSecrets } from './ports.ts';

describe('A port that is taken', () => {
  let holder: Server;
  let port: number;
  let said: string[];

  beforeEach(async () => {
    said = [];
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    port = (holder.address() as AddressInfo).port;
  });
  afterEach(() => new Promise((resolve) => holder.close(resolve)));

  const unnamed = (value: number) => ({ ...readSettings({}), HTTP_PORT: value });

  it('gives way to the next free one, and says so', async () => {
    const chosen = await choosePort(unnamed(port), 'HTTP_PORT', '127.0.0.1', null, (line) => said.push(line));
    expect(chosen).toBeGreaterThan(port);
    expect(said).toEqual([`port ${port} (HTTP_PORT) is taken: using ${chosen}`]);
  });

  it('is refused in one line when it was asked for by name', async () => {
    const settings = readSettings({ HTTP_PORT: String(port) });
    await expect(choosePort(settings, 'HTTP_PORT', '127.0.0.1', null, () => undefined)).rejects.toThrow(
      `HTTP_PORT ${port} is taken on 127.0.0.1: stop what uses it, or choose another HTTP_PORT`,
    );
  });

  it('is taken too when it has only been promised to the other door', async () => {
    const free = await choosePort(unnamed(0), 'HTTP_PORT', '127.0.0.1', null, () => undefined);
    expect(await choosePort(unnamed(free), 'HTTP_PORT', '127.0.0.1', free, () => undefined)).toBeGreaterThan(free);
  });
});

describe('An address that is announced', () => {
  it('can be reached on this machine, wherever we listen', () => {
    expect(addressOf('http', '0.0.0.0', 3000)).toBe('http://127.0.0.1:3000');
    expect(addressOf('mqtt', '::1', 1883)).toBe('mqtt://[::1]:1883');
    expect(addressOf('http', '10.0.0.7', 80)).toBe('http://10.0.0.7:80');
  });

  it('shows no secret of an external broker', () => {
    expect(withoutSecrets('mqtts://lane:secret@broker.example:8883/')).toBe('mqtts://broker.example:8883');
  });
});
