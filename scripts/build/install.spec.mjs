// When `npm start` installs by itself.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from './install.mjs';

const LOCK = {
  '': { name: 'yinling' },
  'node_modules/pg': { version: '8.0.0' },
  'node_modules/jest': { version: '30.0.0', dev: true },
};

describe('Packages are installed', () => {
  let folder;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yinling-install-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const installed = (wanted, there) => {
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ packages: wanted }));
    if (there) writeFileSync(join(folder, 'there.json'), JSON.stringify({ packages: there }));
    return isInstalled(join(folder, 'lock.json'), join(folder, 'there.json'));
  };
  const { '': _root, ...all } = LOCK;

  it('when every package is there in the version of the lock file', () => {
    expect(installed(LOCK, all)).toBe(true);
  });

  it('not when nothing, or only half, was installed', () => {
    expect(installed(LOCK, null)).toBe(false);
    expect(installed(LOCK, { 'node_modules/pg': all['node_modules/pg'] })).toBe(false);
  });

  it('not when the lock file has changed since', () => {
    expect(installed({ ...LOCK, 'node_modules/pg': { version: '8.1.0' } }, all)).toBe(false);
  });

  it("even without the optional packages of other machines' kinds", () => {
    expect(installed({ ...LOCK, 'node_modules/fsevents': { version: '2.0.0', optional: true } }, all)).toBe(true);
  });
});
