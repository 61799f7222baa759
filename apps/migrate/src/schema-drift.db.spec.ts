// Migrations are the truth: the entities agree with them, and what they make is what was reviewed.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseOlderSchema } from '#libs/platform';
import { schemaCatalog, testDatabase, type TestDatabase } from '#libs/testing';
import { ALL_SCHEMAS } from './all-schemas.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

describe('The migrated database', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await testDatabase({ schemas: ALL_SCHEMAS });
  });
  afterAll(() => test.close());

  it('is what the entities say (TypeORM finds nothing to change)', async () => {
    const log = await test.database.dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is what docs/schema.sql says, to the last predicate (npm run schema:dump writes it)', async () => {
    expect(await schemaCatalog(test.database)).toBe(readFileSync(join(ROOT, 'docs', 'schema.sql'), 'utf8'));
  });

  it('has run every migration that a lib hands to migrate', async () => {
    await expect(refuseOlderSchema(test.database, ALL_SCHEMAS)).resolves.toBeUndefined();
  });

  it('is changed by an index predicate that TypeORM would not see', async () => {
    const changed = await testDatabase();
    try {
      const before = await schemaCatalog(changed.database);
      await changed.database.query('DROP INDEX alerts_lease; CREATE INDEX alerts_lease ON alerts (lease_until)');
      expect(await schemaCatalog(changed.database)).not.toBe(before);
    } finally {
      await changed.close();
    }
  });
});
