// `npm run schema:dump`: migrates an empty database and writes docs/schema.sql.
import './build/check-node.mjs';
import './typescript/register.mjs';
import { writeFileSync } from 'node:fs';
import { at, orRefuse, say } from './build/paths.mjs';

await orRefuse(async () => {
  const { default: pg } = await import('pg');
  const { openTestServer } = await import('../libs/testing/src/test-server.ts');
  const { withDatabase } = await import('../libs/testing/src/test-server-handle.ts');
  const { schemaCatalog } = await import('../libs/testing/src/schema-catalog.ts');
  const server = await openTestServer();
  try {
    const client = new pg.Client({ connectionString: withDatabase(server.handle.url, server.handle.template) });
    await client.connect();
    try {
      const query = async (text, values) => (await client.query(text, values)).rows;
      writeFileSync(at('docs', 'schema.sql'), await schemaCatalog({ query }));
      say('docs/schema.sql written');
    } finally {
      await client.end();
    }
  } finally {
    await server.close();
  }
});
