// Ends what global-setup.mjs began.
export default async function tearDown() {
  const server = globalThis.__yinlingTestServer;
  globalThis.__yinlingTestServer = undefined;
  await server?.close();
}
