// Between a socket and the broker: ends connections with frames that are too long, and holds telemetry back while the
// database is behind. What may be a cry for help is never held.
import type { Socket } from 'node:net';
import { MAX_FRAME_BYTES } from '#libs/contracts';
import { FrameGuard } from './frame-guard.ts';

/** Part of every topic that carries alarms; in other places it does no harm. */
const CRY = Buffer.from('/events');
const MOST_HELD_BYTES = 64 * 1024 * 1024;

export interface GateOptions {
  isBusy: () => boolean;
  onOversize: (socket: Socket) => void;
}

export class ReadGate {
  private readonly waiting = new Set<Socket>();
  private heldBytes = 0;

  constructor(private readonly options: GateOptions) {}

  /** Watches what the broker reads from this socket; to be called before the broker gets it. */
  guard(socket: Socket): void {
    const guard = new FrameGuard(MAX_FRAME_BYTES);
    const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
    let held: Buffer | null = null;
    const release = (): Buffer | null => {
      const released = held;
      this.heldBytes -= held?.length ?? 0;
      held = null;
      this.waiting.delete(socket);
      return released;
    };
    socket.read = (size?: number): Buffer | null => {
      const busy = this.options.isBusy();
      if (busy && this.heldBytes > MOST_HELD_BYTES) return this.wait(socket);
      const chunk = read(size);
      if (chunk && !guard.accept(chunk)) {
        release();
        this.options.onOversize(socket);
        socket.destroy();
        return null;
      }
      const before = release();
      const all = before && chunk ? Buffer.concat([before, chunk]) : (chunk ?? before);
      if (!all || !busy || all.includes(CRY)) return all;
      held = all;
      this.heldBytes += all.length;
      return this.wait(socket);
    };
    socket.once('close', release);
  }

  /** Lets those that wait go on, in their order, until it gets busy again. */
  resume(): void {
    for (const socket of this.waiting) {
      if (this.options.isBusy()) return;
      this.waiting.delete(socket);
      if (!socket.destroyed) socket.emit('readable');
    }
  }

  private wait(socket: Socket): null {
    this.waiting.add(socket);
    return null;
  }
}
