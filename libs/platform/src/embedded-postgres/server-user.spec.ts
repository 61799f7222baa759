// Who runs the embedded database, and what stands in the way.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseImpassable } from './server-user.ts';

describe("A folder that the server's user may not enter", () => {
  const stranger = { name: 'postgres', uid: 54_321, gid: 54_321 };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yinling-user-'));
    mkdirSync(join(folder, 'data'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is named together with the remedy, wherever it stands above the data', () => {
    chmodSync(folder, 0o700);
    expect(() => refuseImpassable(stranger, [join(folder, 'data')])).toThrow(
      `may not enter ${folder}: run "chmod o+x ${folder}"`,
    );
  });

  it('is no obstacle once it can be passed, even if it cannot be listed', () => {
    chmodSync(folder, 0o711);
    expect(() => refuseImpassable(stranger, [join(folder, 'data')])).not.toThrow();
  });

  it('does not matter when the server runs as ourselves', () => {
    chmodSync(folder, 0o700);
    expect(() => refuseImpassable(null, [join(folder, 'data')])).not.toThrow();
  });
});
