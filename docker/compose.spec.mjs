// The compose file runs programs that exist, with settings that exist.
import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_KEYS } from '../libs/platform/src/settings.ts';

const ROOT = join(import.meta.dirname, '..');
const compose = readFileSync(join(import.meta.dirname, 'compose.yaml'), 'utf8');
/** Settings of other images and of the compose file itself. */
const OF_OTHERS = ['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB', 'API_PORTS'];
const all = (pattern) => [...compose.matchAll(pattern)].map((match) => match[1]);

describe('docker/compose.yaml', () => {
  it('sets only keys that the program knows', () => {
    const set = all(/^ +([A-Z][A-Z0-9_]+):/gm);
    expect(set.length).toBeGreaterThan(10);
    expect(set.filter((key) => !(key in SETTING_KEYS) && !OF_OTHERS.includes(key))).toEqual([]);
  });

  it('takes from .env only keys that the program knows', () => {
    const taken = all(/\$\{([A-Z0-9_]+)/g);
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.filter((key) => !(key in SETTING_KEYS) && !OF_OTHERS.includes(key))).toEqual([]);
  });

  it('runs programs that are built from sources of this tree', () => {
    const programs = all(/(dist\/[\w/-]+\.js)/g);
    expect(programs.length).toBeGreaterThanOrEqual(5);
    for (const program of programs) {
      expect([program, existsSync(join(ROOT, program.replace(/^dist\//, '').replace(/\.js$/, '.ts')))]).toEqual([
        program,
        true,
      ]);
    }
  });

  it('gives every ingest process an id of its own, and starts nothing before the migrations are through', () => {
    const ids = all(/INGEST_ID: '(\w+)'/g);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    // The broker knows the lanes of exactly these.
    expect(all(/--ingest(?:=|', ')([\w,]+)/g)).toEqual([ids.join(','), ids.join(',')]);
    expect(compose).toMatch(/x-app:[\s\S]*?migrate:\n\s+condition: service_completed_successfully/);
  });
});
