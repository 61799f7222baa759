// The walls hold: for every rule a violation is planted, and it is found; what is allowed is not.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brokenWalls } from './walls.mjs';

const ROOT = join(import.meta.dirname, '..');
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** rule → file → what it imports, so that exactly this rule is broken. */
const PLANTED = {
  'nothing-unresolved': { 'apps/api/src/a.ts': ['#libs/nowhere'] },
  'no-cycles': { 'libs/places/src/a.ts': ['./b.ts'], 'libs/places/src/b.ts': ['./a.ts'] },
  'no-app-imports-an-app': { 'apps/api/src/a.ts': ['../../ingest/src/thing.ts'] },
  'no-lib-imports-an-app': { 'libs/places/src/a.ts': ['../../../apps/api/src/thing.ts'] },
  'web-knows-contracts-only': { 'apps/web/src/a.ts': ['#libs/places'] },
  'between-libs-only-the-door': { 'libs/elders/src/a.ts': ['../../places/src/thing.ts'] },
  'nobody-uses-its-own-door': { 'libs/places/src/a.ts': ['#libs/places'] },
  'contracts-imports-nothing': { 'libs/contracts/src/a.ts': ['node:fs'] },
  'a-listed-lib': { 'libs/gossip/src/a.ts': ['node:fs'] },
  'testing-is-for-specs': { 'libs/places/src/a.ts': ['#libs/testing'] },
  'domain-is-pure': { 'libs/places/src/domain/a.ts': ['@nestjs/common'] },
  'libs-know-no-protocol': { 'libs/places/src/a.ts': ['mqtt'] },
  'server-and-pages-stay-apart': { 'libs/places/src/a.ts': ['vue'] },
  'nothing-but-declared-packages': { 'libs/places/src/a.ts': ['accepts'] },
  'what-runs-needs-no-development-package': { 'libs/places/src/a.ts': ['fast-check'] },
  'ladder-of-contracts': { 'libs/contracts/src/a.ts': ['#libs/platform'] },
  'ladder-of-platform': { 'libs/platform/src/a.ts': ['#libs/identity'] },
  'ladder-of-identity': { 'libs/identity/src/a.ts': ['#libs/places'] },
  'ladder-of-places': { 'libs/places/src/a.ts': ['#libs/elders'] },
  'ladder-of-staff': { 'libs/staff/src/a.ts': ['#libs/elders'] },
  'ladder-of-elders': { 'libs/elders/src/a.ts': ['#libs/devices'] },
  'ladder-of-devices': { 'libs/devices/src/a.ts': ['#libs/alerts'] },
  'ladder-of-alerts': { 'libs/alerts/src/a.ts': ['#libs/testing'] },
};

const ALLOWED = {
  'libs/alerts/src/a.ts': ['#libs/devices', './domain/rule.ts', '@nestjs/common', 'typeorm'],
  'libs/alerts/src/domain/rule.ts': ['#libs/contracts', './other.ts', 'node:crypto'],
  'libs/alerts/src/domain/other.ts': [],
  'libs/alerts/src/a.db.spec.ts': ['#libs/testing', './a.ts', 'fast-check'],
  'apps/standalone/src/a.ts': ['../../api/src/thing.ts'],
  'apps/web/src/a.ts': ['#libs/contracts'],
};

describe('The walls of the house', () => {
  let folder;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yinling-walls-')));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), readFileSync(join(ROOT, 'package.json')));
    for (const lib of [
      'contracts',
      'platform',
      'identity',
      'places',
      'staff',
      'elders',
      'devices',
      'alerts',
      'testing',
    ]) {
      plant({ [`libs/${lib}/src/index.ts`]: ['./thing.ts'], [`libs/${lib}/src/thing.ts`]: [] });
    }
    for (const app of ['api', 'ingest', 'web']) plant({ [`apps/${app}/src/thing.ts`]: [] });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const plant = (files) => {
    for (const [file, imports] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      const lines = imports.map(
        (from, at) => `import * as thing${at} from '${from}';\nexport const use${at} = thing${at};\n`,
      );
      writeFileSync(join(folder, file), `${lines.join('')}export const thing = 1;\n`);
    }
  };

  it('let through what the plan allows', async () => {
    plant(ALLOWED);
    const { broken, modules } = await brokenWalls(folder);
    expect(broken).toEqual([]);
    expect(modules).toBeGreaterThan(20);
  });

  it('are each tried by a planted violation', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it.each(Object.entries(PLANTED))('%s bites', async (rule, files) => {
    plant(files);
    const { broken } = await brokenWalls(folder);
    expect(broken.map((line) => line.split(':')[0])).toContain(rule);
  });
});
