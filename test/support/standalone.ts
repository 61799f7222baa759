// The embedded default as a whole, in a folder of its own.
import { type RunningProcess, startApp, temporaryFolder, type Environment } from './processes.ts';

export interface Standalone {
  process: RunningProcess;
  http: string;
  mqtt: string;
  dataDir: string;
}

/** Starts (or starts again, with the same folder) and waits for the ready line. Ports are free ones unless named. */
export async function startStandalone(dataDir: string, env: Environment = {}): Promise<Standalone> {
  const process = startApp('standalone', { DATA_DIR: dataDir, HTTP_PORT: '0', MQTT_PORT: '0', ...env });
  const ready = await process.line(/^ready http=(\S+) mqtt=(\S+)$/m);
  return { process, http: ready[1] ?? '', mqtt: ready[2] ?? '', dataDir };
}

export { temporaryFolder };
