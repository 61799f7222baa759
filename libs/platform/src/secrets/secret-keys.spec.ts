// Keys that the first start makes, and the file that holds them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StartRefused } from '../domain-error.ts';
import { readSettings } from '../settings.ts';
import { ensureSecretKeys, loadSecretKeys } from './secret-keys.ts';

describe('Keys beside the data', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yinling-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once, can be loaded, and stay', () => {
    const settings = readSettings({ DATA_DIR: folder });
    ensureSecretKeys(settings);
    const made = loadSecretKeys(settings);
    expect([made.encryption.size, made.index.length]).toEqual([1, 32]);
    ensureSecretKeys(settings);
    expect(loadSecretKeys(settings)).toEqual(made);
  });

  it('give way to those that the environment names', () => {
    const named = { INDEX_KEY: Buffer.alloc(32, 5).toString('base64') };
    ensureSecretKeys(readSettings({ DATA_DIR: folder }));
    expect(loadSecretKeys(readSettings({ DATA_DIR: folder, ...named })).index).toEqual(Buffer.alloc(32, 5));
  });

  it('are refused when the file does not hold keys of 32 bytes, and when there are none', () => {
    const settings = readSettings({ DATA_DIR: folder });
    expect(() => loadSecretKeys(settings)).toThrow('missing settings: ENCRYPTION_KEYS, INDEX_KEY');
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ encryptionKeys: 'k1:short', indexKey: 'short' }));
    expect(() => loadSecretKeys(settings)).toThrow(StartRefused);
    expect(() => loadSecretKeys(settings)).toThrow('keys.json in DATA_DIR does not hold keys of 32 bytes');
  });
});
