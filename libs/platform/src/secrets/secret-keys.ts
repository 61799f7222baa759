// Where keys come from: the environment, or a file of mode 600 beside the data that the first start makes.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../domain-error.ts';
import type { Settings } from '../settings.ts';
import { keyOf, keyRingOf } from './key-text.ts';
import type { SecretKeys } from './sealed-text.ts';

interface KeyFile {
  encryptionKeys: string;
  indexKey: string;
}

const fileIn = (dataDir: string): string => join(dataDir, 'keys.json');

/** Makes DATA_DIR/keys.json if the environment names no keys and the file is not there yet. */
export function ensureSecretKeys(settings: Settings): void {
  if (settings.ENCRYPTION_KEYS && settings.INDEX_KEY) return;
  const file = fileIn(settings.DATA_DIR);
  if (existsSync(file)) return;
  mkdirSync(settings.DATA_DIR, { recursive: true });
  const keys: KeyFile = {
    encryptionKeys: `k1:${randomBytes(32).toString('base64')}`,
    indexKey: randomBytes(32).toString('base64'),
  };
  writeFileSync(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Reads the keys; refuses with one line that says what is missing. */
export function loadSecretKeys(settings: Settings): SecretKeys {
  const file = fileIn(settings.DATA_DIR);
  const stored: Partial<KeyFile> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeyFile) : {};
  const encryption = settings.ENCRYPTION_KEYS ?? stored.encryptionKeys;
  const index = settings.INDEX_KEY ?? stored.indexKey;
  const missing = [encryption ? '' : 'ENCRYPTION_KEYS', index ? '' : 'INDEX_KEY'].filter(Boolean);
  if (!encryption || !index) {
    throw new StartRefused(`missing settings: ${missing.join(', ')} (or a keys.json in DATA_DIR)`);
  }
  const ring = keyRingOf(encryption);
  const indexKey = keyOf(index);
  // What the environment names was checked when it was read: only the file can still be wrong.
  if (!ring || !indexKey) throw new StartRefused('wrong keys: keys.json in DATA_DIR does not hold keys of 32 bytes');
  return { encryption: ring, index: indexKey };
}
