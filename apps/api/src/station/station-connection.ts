// What one responder's phone was told: the alerts of its open tasks, and each task as it was last sent.
import type { Socket } from 'socket.io';
import type { StationClientEvents, StationServerEvents } from '#libs/contracts';
import type { OwnTask } from '#libs/alerts';
import type { Actor } from '#libs/identity';
import type { ResponderRecord } from '#libs/staff';
import { HeldAlerts } from '../sockets/held-alerts.ts';
import { writeTogether } from '../sockets/write-together.ts';

export type StationSocket = Socket<StationClientEvents, StationServerEvents>;

/** The last places in the log that speak of a responder's tasks, and of a case. */
export interface Places {
  responders: Map<string, number>;
  alerts: Map<string, number>;
}

interface Told {
  alertId: string;
  version: number;
  others: number;
  /** So many door steps were told; they are never taken back. */
  doorSteps: number;
}

export class StationConnection extends HeldAlerts {
  /** Tasks that were sent and not yet ended when they were. */
  private readonly told = new Map<string, Told>();
  private ready = false;
  /** Something happened while the snapshot was read: the place in the log. */
  private missed: number | null = null;

  constructor(
    readonly socket: StationSocket,
    readonly actor: Actor,
    /** Null: an account that nobody who helps is linked to. */
    public responder: ResponderRecord | null,
  ) {
    super();
    writeTogether(socket);
  }

  get isReady(): boolean {
    return this.ready;
  }

  /** Open tasks that this connection knows of. */
  knownTasks(): string[] {
    return [...this.told.keys()];
  }

  /** Cases that it sees now, closed ones too as long as they are still there. */
  shown(): Set<string> {
    return new Set([...this.told.values()].map((told) => told.alertId));
  }

  shows(alertId: string): boolean {
    for (const told of this.told.values()) if (told.alertId === alertId) return true;
    return false;
  }

  /** The last of these places that concerns this connection; null if none does. */
  placeIn({ responders, alerts }: Places): number | null {
    if (!this.responder) return null;
    // What its snapshot will show is not known yet.
    if (!this.ready) return Math.max(...responders.values(), ...alerts.values());
    let last = responders.get(this.responder.id) ?? 0;
    for (const told of this.told.values()) last = Math.max(last, alerts.get(told.alertId) ?? 0);
    return last === 0 ? null : last;
  }

  /** True if the task is news; remembers that it is being sent. `first`: it was not known before. */
  takeTask({ alertId, open, task: { task, othersOnTheWay, doorSteps = [] } }: OwnTask): {
    news: boolean;
    first: boolean;
  } {
    const before = this.told.get(task.id);
    const now = { alertId, version: task.version, others: othersOnTheWay, doorSteps: doorSteps.length };
    if (before && isOlder(now, before)) return { news: false, first: false };
    const news =
      before === undefined
        ? open
        : before.version < now.version ||
          before.others !== now.others ||
          before.alertId !== now.alertId ||
          before.doorSteps < now.doorSteps;
    if (open) this.told.set(task.id, now);
    else this.told.delete(task.id);
    return { news, first: before === undefined };
  }

  /** Keeps back what happens while the snapshot is read; false once the connection is ready. */
  keepBack(seq: number): boolean {
    if (this.ready) return false;
    this.missed = Math.max(this.missed ?? 0, seq);
    return true;
  }

  /** Forgets what it was told: a snapshot follows. */
  beginAnew(): void {
    this.ready = false;
    this.missed = null;
    this.told.clear();
    for (const id of this.heldIds()) this.drop(id);
  }

  /** The snapshot has been sent: answers the place of what came meanwhile. */
  becomeReady(): number | null {
    this.ready = true;
    const { missed } = this;
    this.missed = null;
    return missed;
  }
}

/** Read before what was told already: two readings may overtake each other. */
const isOlder = (now: Told, told: Told): boolean =>
  now.version < told.version ||
  (now.version === told.version && now.alertId === told.alertId && now.doorSteps < told.doorSteps);
