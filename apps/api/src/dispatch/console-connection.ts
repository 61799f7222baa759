// What one console was told: the open alerts it holds, with their digest; deltas wait while its snapshot is being read.
import type { Namespace, Socket } from 'socket.io';
import type { AlertView, DispatchClientEvents, DispatchServerEvents } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import type { Territory } from '#libs/places';
import { HeldAlerts } from '../sockets/held-alerts.ts';
import { writeTogether } from '../sockets/write-together.ts';

export type DispatchSocket = Socket<DispatchClientEvents, DispatchServerEvents>;
export type DispatchNamespace = Namespace<DispatchClientEvents, DispatchServerEvents>;

export class ConsoleConnection extends HeldAlerts {
  private waiting: { seq: number; alert: AlertView }[] | null = [];
  /** Names the connection in stored rows: process id, slash, socket id. */
  readonly id: string;

  constructor(
    readonly socket: DispatchSocket,
    readonly actor: Actor,
    public territory: Territory,
    processId: string,
  ) {
    super();
    this.id = `${processId}/${socket.id}`;
    writeTogether(socket);
  }

  get ready(): boolean {
    return this.waiting === null;
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
}
