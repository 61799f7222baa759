// Where the broker is: MQTT_URL if it is set, else what the running instance wrote into DATA_DIR/run.json.
// Reads these two keys itself: pressing a button must neither load the whole platform nor depend on its other settings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something a person can mend; printed as it is, without a stack. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** The broker's URL. Throws CannotRun if nothing is running here. */
export function brokerUrl(env: Record<string, string | undefined> = process.env): string {
  const named = env['MQTT_URL']?.trim();
  if (named) {
    const parsed = URL.canParse(named) ? new URL(named) : null;
    if (parsed?.protocol === 'mqtt:' || parsed?.protocol === 'mqtts:') return named;
    throw new CannotRun('MQTT_URL must begin with mqtt:// or mqtts://');
  }
  const file = join(env['DATA_DIR']?.trim() || './data', 'run.json');
  const run = readRun(file);
  if (!run) throw new CannotRun(`银铃没有运行（没有 ${file}）。\nNothing is running (no ${file}): npm start first.`);
  const { pid, state, mqtt } = run;
  if (typeof pid !== 'number' || !isAlive(pid)) {
    throw new CannotRun(
      `银铃没有运行（进程 ${String(pid)} 已不在）。\nNothing is running (process ${String(pid)} of ${file} is gone): npm start first.`,
    );
  }
  if (typeof mqtt !== 'string' || mqtt === '') {
    throw new CannotRun(
      `银铃正在启动，请稍候。\nIt is ${typeof state === 'string' ? state : 'starting'} and has no broker address yet: try again in a moment.`,
    );
  }
  return mqtt;
}

/** True for addresses that never leave this machine: 127.0.0.0/8, ::1, localhost. */
export function isThisMachine(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function readRun(file: string): Partial<Record<'pid' | 'state' | 'mqtt', unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
