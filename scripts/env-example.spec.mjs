// The example of settings is complete and says what the program does.
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_KEYS, readSettings } from '../libs/platform/src/settings.ts';
import { envExample } from './env-example.mjs';

const file = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8');

describe('.env.example', () => {
  it('names every setting with its default and one line of doc (node scripts/env-example.mjs writes it)', () => {
    expect(file).toBe(envExample(SETTING_KEYS));
  });

  it('changes nothing when all of it is taken as it stands', () => {
    const entries = file.split('\n').flatMap((line) => /^#([A-Z][A-Z_]+)=(.*)$/.exec(line)?.slice(1, 3) ?? []);
    const env = {};
    for (let at = 0; at < entries.length; at += 2) env[entries[at]] = entries[at + 1];
    const { named: _given, ...values } = readSettings(env);
    const { named: _none, ...defaults } = readSettings({});
    expect(values).toEqual(defaults);
    expect(Object.keys(env)).toEqual(Object.keys(SETTING_KEYS));
  });
});
