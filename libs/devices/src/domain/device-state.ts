// Whether a device lives: by its last sign of life against its expected report interval, and by what its broker says.
import type { DeviceState } from '#libs/contracts';

/** A broken link must show within 90 s beyond the expected report (promise P5). */
const GRACE_SECONDS = 90;

export interface Liveness {
  lastSeenAt: Date | null;
  connection: 'online' | 'offline' | null;
  connectionAt: Date | null;
  reportSeconds: number;
}

export function deviceStateOf(device: Liveness, now: Date): DeviceState {
  const { lastSeenAt, connection, connectionAt } = device;
  if (!lastSeenAt) return 'never';
  // Heard after its connection broke: it lives, by whatever way.
  if (connection === 'offline' && connectionAt && connectionAt >= lastSeenAt) return 'lost';
  const age = (now.getTime() - lastSeenAt.getTime()) / 1000;
  if (age <= device.reportSeconds) return 'online';
  return age <= device.reportSeconds + GRACE_SECONDS ? 'late' : 'lost';
}
