// Between a socket and the broker: ends connections with frames that are too long, and holds telemetry back while the
// database is behind. What may be a cry for help is never held.
import type { Socket } from 'node:net';
import { MAX_FRAME_BYTES } from '#libs/contracts';
import { FrameGuard } from './frame-guard.ts';

/** Part of every topic that carries alarms; in other places it does no harm. */
const CRY = Buffer.from('/events');
/** Part of every topic that may wait; what has it not (CONNECT, PINGREQ, receipts acknowledged) passes. */
const MAY_WAIT = Buffer.from('/telemetry');
const MOST_HELD_BYTES = 64 * 1024 * 1024;
/** Let through in one turn of the event loop: long turns starve new connections, of which each turn accepts but one. */
const BYTES_A_TURN = 32 * 1024;
/** While connections arrive they go first, but not for longer than this. */
const MOST_YIELDED_MS = 100;
const BUSY_RETRY_MS = 5;

export interface GateOptions {
  isBusy: () => boolean;
  onOversize: (socket: Socket) => void;
}

export class ReadGate {
  /** In the order in which they began to wait: whoever comes later has to stand behind them. */
  private readonly waiting = new Set<Socket>();
  private heldBytes = 0;
  private passedBytes = 0;
  private resuming = false;
  private scheduled = false;
  private connected = false;
  private resumedAt = 0;

  constructor(private readonly options: GateOptions) {}

  /** Watches what the broker reads from this socket; to be called before the broker gets it. */
  guard(socket: Socket): void {
    this.connected = true;
    const guard = new FrameGuard(MAX_FRAME_BYTES);
    const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
    let held: Buffer | null = null;
    const hold = (bytes: Buffer | null): void => {
      this.heldBytes += (bytes?.length ?? 0) - (held?.length ?? 0);
      held = bytes;
      if (bytes) this.wait(socket);
      else this.waiting.delete(socket);
    };
    socket.read = (size?: number): Buffer | null => {
      const mustWait = !this.resuming && (this.waiting.size > 0 || this.options.isBusy());
      if (mustWait && this.heldBytes > MOST_HELD_BYTES) {
        this.wait(socket);
        return null;
      }
      const chunk = read(size);
      if (chunk && !guard.accept(chunk)) {
        hold(null);
        this.options.onOversize(socket);
        socket.destroy();
        return null;
      }
      const all = held && chunk ? Buffer.concat([held, chunk]) : (chunk ?? held);
      const waits = mustWait && all !== null && all.includes(MAY_WAIT) && !all.includes(CRY);
      hold(waits ? all : null);
      if (waits) return null;
      this.passedBytes += all?.length ?? 0;
      return all;
    };
    socket.once('close', () => hold(null));
  }

  private wait(socket: Socket): void {
    this.waiting.add(socket);
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.turn());
  }

  /** One turn of those that wait; the next one follows as long as anybody does. */
  private turn(): void {
    const busy = this.options.isBusy();
    const yields = this.connected && Date.now() - this.resumedAt < MOST_YIELDED_MS;
    this.connected = false;
    if (!busy && !yields) this.resume();
    this.scheduled = this.waiting.size > 0;
    if (!this.scheduled) return;
    if (busy) setTimeout(() => this.turn(), BUSY_RETRY_MS);
    else setImmediate(() => this.turn());
  }

  /** In their order, until it gets busy again or is enough for one turn. */
  private resume(): void {
    this.resumedAt = Date.now();
    this.passedBytes = 0;
    this.resuming = true;
    for (const socket of this.waiting) {
      if (this.passedBytes >= BYTES_A_TURN || this.options.isBusy()) break;
      this.waiting.delete(socket);
      if (!socket.destroyed) socket.emit('readable');
    }
    this.resuming = false;
  }
}
