// Which ports we listen on: one that was asked for by name is taken or refused, any other gives way to the next free one.
import { createServer } from 'node:net';
import { StartRefused, type SettingName, type Settings } from '#libs/platform';

type PortName = Extract<SettingName, 'HTTP_PORT' | 'MQTT_PORT'>;
const TRIES = 100;

/** The port to listen on at `host`; `not` is one that is promised already. Throws StartRefused with one line. */
export async function choosePort(
  settings: Settings,
  name: PortName,
  host: string,
  not: number | null,
  say: (line: string) => void,
): Promise<number> {
  const wanted = settings[name];
  if (wanted === 0) return (await tryPort(host, 0)).port;
  const byName = settings.named.has(name);
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port++) {
    const attempt = port === not ? { port, problem: 'EADDRINUSE' } : await tryPort(host, port);
    if (!attempt.problem) {
      if (port !== wanted) say(`port ${wanted} (${name}) is taken: using ${port}`);
      return port;
    }
    if (attempt.problem !== 'EADDRINUSE')
      throw new StartRefused(`cannot listen on ${host} port ${port} (${name}): ${attempt.problem}`);
    if (byName)
      throw new StartRefused(`${name} ${port} is taken on ${host}: stop what uses it, or choose another ${name}`);
  }
  throw new StartRefused(`no free port from ${wanted} on (${name})`);
}

async function tryPort(host: string, port: number): Promise<{ port: number; problem?: string }> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve({ port, problem: error.code ?? error.message }));
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      const bound = address && typeof address === 'object' ? address.port : port;
      probe.close(() => resolve({ port: bound }));
    });
  });
}

/** How others on this machine reach what listens at `host`. */
export function addressOf(scheme: 'http' | 'mqtt', host: string, port: number): string {
  const shown = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${shown}:${port}`;
}

/** An external address as it may be shown: without user, password and trailing slash. */
export function withoutSecrets(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href.replace(/\/+$/, '');
}
