// Once per run of Jest: the PostgreSQL server of its tests, and in it one migrated template that every test database is copied from.
import '../../../scripts/typescript/register.mjs';

export default async function setUp() {
  // Two projects of one run share the server.
  if (globalThis.__yinlingTestServer) return;
  const { openTestServer } = await import('../src/test-server.ts');
  globalThis.__yinlingTestServer = await openTestServer();
  process.env.YINLING_TEST_SERVER = JSON.stringify(globalThis.__yinlingTestServer.handle);
}
