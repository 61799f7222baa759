// Opens the broker's port; one that was not asked for by name gives way to the next free one.
import type { Server } from 'node:net';
import { StartRefused, type Log, type Settings } from '#libs/platform';

const TRIES = 100;
/** A town that reconnects at once: what finds no room waits seconds before it tries again. */
const BACKLOG = 8_192;

/** Throws StartRefused if a port that was asked for by name is taken. */
export async function listenOn(server: Server, settings: Settings, log: Log): Promise<void> {
  const host = settings.HOST ?? (settings.DEMO ? '127.0.0.1' : '0.0.0.0');
  const wanted = settings.MQTT_PORT;
  for (let port = wanted; ; port++) {
    try {
      await listen(server, port, host);
      if (port !== wanted) log.info({ wanted, port }, 'the MQTT port is taken; another one serves');
      return;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken) throw error;
      if (settings.named.has('MQTT_PORT')) throw new StartRefused(`MQTT_PORT ${wanted} is taken by another program`);
      if (port - wanted >= TRIES || port >= 65_535) throw new StartRefused(`no free port for MQTT from ${wanted} on`);
    }
  }
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
