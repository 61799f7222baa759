import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.ts';

describe('Settings', () => {
  it('have defaults for everything, and an empty value counts as not set', () => {
    const settings = readSettings({ HTTP_PORT: '', MQTT_PORT: '  ' });
    expect([settings.HTTP_PORT, settings.MQTT_PORT, settings.DATABASE_URL]).toEqual([3000, 1883, null]);
    expect(settings.named.size).toBe(0);
  });

  it('name every wrong key at once', () => {
    const read = (): unknown =>
      readSettings({
        HTTP_PORT: '99999',
        MQTT_PORT: 'x',
        DATABASE_URL: 'mysql://a',
        DEMO: 'maybe',
        LEASE_MS: '-1',
        INGEST_ID: 'a b',
      });
    expect(read).toThrow(/HTTP_PORT.*MQTT_PORT.*DATABASE_URL.*INGEST_ID.*DEMO.*LEASE_MS/);
  });

  it('remember which keys were asked for by name', () => {
    expect(readSettings({ HTTP_PORT: '0' }).named.has('HTTP_PORT')).toBe(true);
  });
});
