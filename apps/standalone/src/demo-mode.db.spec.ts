// When the demo county, with its public passwords, comes into a database.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SealedText } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { decideDemo } from './demo-mode.ts';
import { loadDemoCounty } from './demo/load-demo-county.ts';

describe('The demo county', () => {
  let test: TestDatabase;

  beforeEach(async () => {
    test = await testDatabase();
  });
  afterEach(() => test.close());

  const decide = (wanted: boolean | null, embedded: boolean) => decideDemo(test.database, wanted, embedded);

  it('comes by itself into an empty embedded database only', async () => {
    expect(await decide(null, true)).toBe('load');
    expect(await decide(null, false)).toBe('none');
  });

  it('does not come by itself where anything was ever stored', async () => {
    await test.database.query(`INSERT INTO divisions (code, name, level) VALUES ('330723000000', '武义县', 'county')`);
    expect(await decide(null, true)).toBe('none');
    expect(await decide(true, true)).toBe('load');
  });

  it('comes where DEMO=true says so, and never where DEMO=false does', async () => {
    expect(await decide(true, false)).toBe('load');
    expect(await decide(false, true)).toBe('none');
  });

  it('is known for what it is at every later start, whatever DEMO says then', async () => {
    const keys = { encryption: new Map([['k1', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) };
    await loadDemoCounty({ database: test.database, sealed: new SealedText(keys), log: () => undefined });
    expect(await decide(null, true)).toBe('loaded');
    expect(await decide(false, false)).toBe('loaded');
    expect(await decide(true, false)).toBe('loaded');
  });
});
