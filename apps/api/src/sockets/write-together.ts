// Everything that waits for one client goes out in one write, not in one for each message.
import type { Socket } from 'socket.io';

const together = new WeakSet<Socket['conn']>();

/**
 * When fifty consoles claim at once, writing is most of what the process does. Changes nothing but the number of writes.
 * Stands on what engine.io and Node document: `flush` comes right before what waited is written, and a corked stream
 * keeps writes until it is uncorked. In the next tick, not after the write: a write that throws must not leave the
 * client mute.
 */
export function writeTogether({ conn }: Pick<Socket, 'conn'>): void {
  // One connection carries several namespaces, one after another too.
  if (together.has(conn)) return;
  together.add(conn);
  conn.on('flush', (waiting: readonly unknown[]) => {
    if (waiting.length < 2) return;
    const stream = conn.request.socket;
    stream.cork();
    process.nextTick(() => stream.uncork());
  });
}
