// The lock file can be installed by anybody: on every kind of machine, from any registry.
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingOptionals } from './complete-lockfile.mjs';

const text = readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text);

describe('package-lock.json', () => {
  it('names no download address', () => {
    expect(text).not.toContain('"resolved"');
  });

  it('holds the optional packages of every kind of machine (node scripts/complete-lockfile.mjs adds them)', () => {
    expect([...missingOptionals(packages).keys()]).toEqual([]);
  });

  it('would miss one that is taken out', () => {
    const { 'node_modules/@swc/core-darwin-arm64': _removed, ...rest } = packages;
    expect([...missingOptionals(rest).keys()]).toEqual(['@swc/core-darwin-arm64']);
  });
});
