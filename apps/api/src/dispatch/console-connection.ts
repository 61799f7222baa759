// What one console was told: the open alerts it holds, with their digest; deltas wait while its snapshot is being read.
import { createHash } from 'node:crypto';
import type { Namespace, Socket } from 'socket.io';
import { isOpen } from '#libs/alerts';
import type { AlertView, DispatchClientEvents, DispatchServerEvents } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import type { Territory } from '#libs/places';

export type DispatchSocket = Socket<DispatchClientEvents, DispatchServerEvents>;
export type DispatchNamespace = Namespace<DispatchClientEvents, DispatchServerEvents>;

/** What the websocket transport of engine.io is made of, as far as writing goes. */
interface Transport {
  send?: (packets: unknown[]) => void;
  socket?: { _socket?: { cork(): void; uncork(): void } };
}

/**
 * Everything that waits for this console goes out in one write, not in one for each delta: when fifty consoles claim at
 * once, writing is most of what the process does. Changes nothing but the number of writes; without effect where the
 * transport is built otherwise.
 */
function writeTogether(socket: DispatchSocket): void {
  const transport = socket.conn.transport as unknown as Transport;
  const send = transport.send;
  if (typeof send !== 'function') return;
  transport.send = (packets) => {
    const stream = packets.length > 1 ? transport.socket?._socket : undefined;
    stream?.cork();
    try {
      send.call(transport, packets);
    } finally {
      stream?.uncork();
    }
  };
}

export class ConsoleConnection {
  /** Open alerts that this connection has been sent, by id. */
  private readonly held = new Map<string, number>();
  /** Versions of what it was sent, closed ones included, so that an older delta is never sent after a newer one. */
  private readonly versions = new Map<string, number>();
  private waiting: { seq: number; alert: AlertView }[] | null = [];
  private digestNow: string | null = null;
  /** Names the connection in stored rows: process id, slash, socket id. */
  readonly id: string;

  constructor(
    readonly socket: DispatchSocket,
    readonly actor: Actor,
    public territory: Territory,
    processId: string,
  ) {
    this.id = `${processId}/${socket.id}`;
    writeTogether(socket);
  }

  get ready(): boolean {
    return this.waiting === null;
  }

  get openCount(): number {
    return this.held.size;
  }

  holds(alertId: string): boolean {
    return this.held.has(alertId);
  }

  heldIds(): string[] {
    return [...this.held.keys()];
  }

  /** True if this is news to the connection; remembers that it is being sent. */
  take(alert: AlertView): boolean {
    if ((this.versions.get(alert.id) ?? 0) >= alert.version) return false;
    this.versions.set(alert.id, alert.version);
    if (isOpen(alert.state)) this.held.set(alert.id, alert.version);
    else this.held.delete(alert.id);
    this.digestNow = null;
    // Closed alerts are remembered only as long as a late delta could contradict them.
    if (this.versions.size > this.held.size + 5_000) this.forgetClosed();
    return true;
  }

  drop(alertId: string): void {
    this.versions.delete(alertId);
    if (this.held.delete(alertId)) this.digestNow = null;
  }

  /** Keeps a delta back while the snapshot is read; false once the connection is ready. */
  keepBack(seq: number, alert: AlertView): boolean {
    if (!this.waiting) return false;
    this.waiting.push({ seq, alert });
    return true;
  }

  /** The snapshot has been sent: answers what came meanwhile. */
  becomeReady(): { seq: number; alert: AlertView }[] {
    const waited = this.waiting ?? [];
    this.waiting = null;
    return waited;
  }

  digest(): string {
    this.digestNow ??= createHash('sha256')
      .update(
        [...this.held]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, version]) => `${id}:${version}`)
          .join('\n'),
      )
      .digest('hex');
    return this.digestNow;
  }

  private forgetClosed(): void {
    for (const id of this.versions.keys()) if (!this.held.has(id)) this.versions.delete(id);
  }
}
