import { describe, expect, it } from '@jest/globals';
import { StartRefused } from './domain-error.ts';
import { loadSecretKeys } from './secrets/secret-keys.ts';
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

  const KEY = Buffer.alloc(32, 7).toString('base64');
  const refusalOf = (env: Record<string, string>): string => {
    try {
      readSettings(env);
    } catch (error) {
      return error instanceof StartRefused ? error.message : `no refusal: ${String(error)}`;
    }
    return 'taken';
  };

  it('name wrong keys of encryption, indexes and origins and a missing lane secret beside all others, in one line', () => {
    const refusal = refusalOf({
      HTTP_PORT: 'x',
      ENCRYPTION_KEYS: 'k1:short',
      INDEX_KEY: 'short',
      PUBLIC_ORIGINS: 'yinling.example',
      MQTT_URL: 'mqtt://broker.example',
    });
    for (const name of ['HTTP_PORT', 'ENCRYPTION_KEYS', 'INDEX_KEY', 'PUBLIC_ORIGINS', 'MQTT_LANE_SECRET']) {
      expect(refusal).toMatch(new RegExp(`[:;] ${name} must be `));
    }
    expect(refusal.split('\n')).toHaveLength(1);
  });

  it.each([
    ['no id', KEY],
    ['an empty id', `:${KEY}`],
    ['a short key', `k1:${KEY.slice(0, 40)}`],
    ['a long key', `k1:${Buffer.alloc(33).toString('base64')}`],
    ['letters that are no base64', `k1:${'*'.repeat(43)}=`],
    ['a second pair that is wrong', `k2:${KEY},k1:`],
    ['a comma too many', `k1:${KEY},`],
    ['one id for two keys', `k1:${KEY},k1:${Buffer.alloc(32, 8).toString('base64')}`],
    ['a third part', `k1:${KEY}:x`],
  ])('refuse ENCRYPTION_KEYS with %s, and do not repeat them', (_, keys) => {
    expect(refusalOf({ ENCRYPTION_KEYS: keys })).toBe(
      'wrong settings: ENCRYPTION_KEYS must be keyId:base64 of 32 bytes, comma-separated, each keyId once',
    );
  });

  it('refuse an INDEX_KEY that is not 32 bytes in base64', () => {
    for (const key of ['x', `${KEY}${KEY}`, `k1:${KEY}`, `${KEY.slice(0, -2)}!=`]) {
      expect([key, refusalOf({ INDEX_KEY: key })]).toEqual([
        key,
        'wrong settings: INDEX_KEY must be base64 of 32 bytes',
      ]);
    }
  });

  it('take keys as they are made, an old one behind the new one', () => {
    const keys = `k2:${Buffer.alloc(32, 0xfb).toString('base64')}, k1:${KEY}`;
    const settings = readSettings({ ENCRYPTION_KEYS: keys, INDEX_KEY: KEY });
    expect([...loadSecretKeys(settings).encryption]).toEqual([
      ['k2', Buffer.alloc(32, 0xfb)],
      ['k1', Buffer.alloc(32, 7)],
    ]);
    expect(loadSecretKeys(settings).index).toEqual(Buffer.alloc(32, 7));
  });

  it('refuse PUBLIC_ORIGINS of which one is no http(s) origin', () => {
    const wrong = [
      '*',
      'null',
      'a.example',
      'ftp://a.example',
      'https:a.example',
      'https://',
      'https://a.example/path',
    ];
    for (const origin of [...wrong, 'https://me@a.example', 'https://a.example?b', 'https://a.example:99999']) {
      const settings = { PUBLIC_ORIGINS: `https://yinling.example, ${origin}` };
      expect([origin, refusalOf(settings)]).toEqual([
        origin,
        expect.stringMatching(/^wrong settings: PUBLIC_ORIGINS /),
      ]);
    }
    for (const origins of ['https://a.example', 'http://127.0.0.1:8080, https://a.example/', 'http://[::1]:3000']) {
      expect(readSettings({ PUBLIC_ORIGINS: origins }).PUBLIC_ORIGINS).toBe(origins);
    }
  });

  it('name the lane secret as missing wherever an external broker is named', () => {
    expect(refusalOf({ MQTT_URL: 'mqtt://broker.example' })).toBe(
      'wrong settings: MQTT_LANE_SECRET must be set where MQTT_URL is',
    );
    expect(refusalOf({ MQTT_URL: 'nowhere', MQTT_LANE_SECRET: ' ' })).toMatch(/MQTT_URL must .*MQTT_LANE_SECRET must /);
    expect(refusalOf({ MQTT_URL: 'mqtt://broker.example', MQTT_LANE_SECRET: 'secret' })).toBe('taken');
    expect(refusalOf({ MQTT_LANE_SECRET: 'secret' })).toBe('taken');
  });

  it('remember which keys were asked for by name', () => {
    expect(readSettings({ HTTP_PORT: '0' }).named.has('HTTP_PORT')).toBe(true);
  });
});
