// Tells the consoles of this process what happened: tails the facts, reads each changed alert once, sends it to its scope.
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AlertViews, Handovers, IncomingCalls, hearsCall } from '#libs/alerts';
import type { AlertView } from '#libs/contracts';
import { Sessions } from '#libs/identity';
import { Territories } from '#libs/places';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { LiveConnections } from '../sockets/live-connections.ts';
import { ConsoleConnection, type DispatchNamespace } from './console-connection.ts';

@Injectable()
export class ConsoleFeed implements OnApplicationShutdown {
  private readonly connections = new LiveConnections<ConsoleConnection>();
  private namespace: DispatchNamespace | null = null;
  private feed: FactFeed | null = null;
  private beats: NodeJS.Timeout | null = null;
  private opened: () => void = () => undefined;
  /** A snapshot read before the feed follows the log could miss what happens in between. */
  private readonly follows = new Promise<void>((resolve) => (this.opened = resolve));

  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    private readonly views: AlertViews,
    private readonly handovers: Handovers,
    private readonly calls: IncomingCalls,
    private readonly territories: Territories,
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Milliseconds since the fact log was last read; infinite before the start. */
  get ageMs(): number {
    return this.feed?.ageMs ?? Number.POSITIVE_INFINITY;
  }

  get consoles(): number {
    return this.connections.size;
  }

  async start(namespace: DispatchNamespace): Promise<void> {
    this.namespace = namespace;
    const feed = new FactFeed(this.database, this.waker, this.log, {
      name: 'dispatch',
      settings: this.settings,
      from: 'now',
      deliver: (facts) => this.deliver(facts),
    });
    await feed.start();
    this.feed = feed;
    this.opened();
    this.beats = setInterval(() => void this.beat(), this.settings.BEAT_MS);
  }

  /** Sends the snapshot, then what changed while it was read, then everything that happens. */
  async welcome(connection: ConsoleConnection): Promise<void> {
    this.connections.add(connection);
    await this.follows;
    const headSeq = this.feed?.head ?? 0;
    const alerts = await this.views.open(connection.territory.toSql());
    for (const alert of alerts) connection.take(alert);
    connection.socket.emit('snapshot', { alerts, headSeq, serverTime: new Date().toISOString() });
    for (const { seq, alert } of connection.becomeReady()) {
      if (connection.take(alert)) connection.socket.emit('alert', { seq, alert });
    }
    await connection.socket.join(roomOf(connection));
    this.sendBeat(connection);
  }

  goodbye(socketId: string): void {
    this.connections.remove(socketId);
  }

  /** What the connection missed after `lastSeq`; counts as sent. */
  async sync(
    connection: ConsoleConnection,
    lastSeq: number,
  ): Promise<{ alerts: AlertView[]; removed: string[]; headSeq: number }> {
    const headSeq = this.feed?.head ?? 0;
    const alerts = await this.views.changedSince(connection.territory.toSql(), lastSeq);
    for (const alert of alerts) connection.take(alert);
    return { alerts, removed: [], headSeq };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.beats) clearInterval(this.beats);
    await this.feed?.stop();
  }

  private async deliver(facts: Fact[]): Promise<void> {
    this.sessions.take(facts);
    this.connections.dismiss(facts);
    const seqOf = new Map<string, number>();
    for (const fact of facts) {
      if (fact.kind === 'alert') seqOf.set(fact.subject, fact.id);
      if (fact.kind === 'handover') await this.tellHandover(fact);
    }
    await this.tellCalls(facts.filter((fact) => fact.kind === 'incomingCall'));
    if (seqOf.size === 0 || this.connections.size === 0) return;
    const views = await this.views.ofFacts(facts.filter((fact) => fact.kind === 'alert'));
    for (const [id, seq] of seqOf) {
      const alert = views.get(id);
      if (alert) this.tell(seq, alert);
    }
  }

  /** One encoding for each territory, however many consoles share it. */
  private tell(seq: number, alert: AlertView): void {
    const rooms = new Map<string, number>();
    for (const connection of this.connections.all()) {
      if (!connection.territory.has(alert.division?.code ?? null)) {
        if (connection.holds(alert.id)) this.remove(connection, seq, alert.id);
      } else if (!connection.keepBack(seq, alert) && connection.take(alert)) {
        rooms.set(roomOf(connection), (rooms.get(roomOf(connection)) ?? 0) + 1);
      }
    }
    for (const room of rooms.keys()) this.namespace?.to(room).emit('alert', { seq, alert });
  }

  /** Giver and receiver, wherever they sit. */
  private async tellHandover(fact: Fact): Promise<void> {
    const concerned = this.connections
      .all()
      .filter(({ actor }) => [fact.data['from'], fact.data['to']].includes(actor.accountId));
    if (concerned.length === 0) return;
    const handover = await this.handovers.one(fact.subject);
    for (const { socket } of concerned) socket.emit('handover', { seq: fact.id, handover });
  }

  /** Each console sees a call with its own eyes: number and names are open to the one who took it. */
  private async tellCalls(facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0 || this.connections.size === 0) return;
    const seqOf = new Map(facts.map((fact) => [fact.subject, fact.id]));
    for (const row of await this.calls.byIds([...seqOf.keys()])) {
      for (const { socket, actor, territory } of this.connections.all()) {
        const reader = { accountId: actor.accountId, has: (code: string | null) => territory.has(code) };
        if (!hearsCall(row, reader)) continue;
        socket.emit('incomingCall', { seq: seqOf.get(row.id) ?? 0, call: this.calls.view(row, reader) });
      }
    }
  }

  private remove(connection: ConsoleConnection, seq: number, alertId: string): void {
    connection.drop(alertId);
    connection.socket.emit('removed', { seq, alertId });
  }

  private async beat(): Promise<void> {
    this.connections.dismissExpired();
    for (const connection of this.connections.all()) {
      if (!connection.ready) continue;
      await this.rescope(connection).catch((error: unknown) => this.log.warn({ err: error }, 'cannot read territory'));
      this.sendBeat(connection);
    }
  }

  private sendBeat(connection: ConsoleConnection): void {
    this.connections.beat(connection, this.feed?.head ?? 0);
  }

  /** Who manages what may change while a console is open: what left its scope is removed, what came is sent. */
  private async rescope(connection: ConsoleConnection): Promise<void> {
    const territory = await this.territories.of(connection.actor.scopes);
    const before = connection.territory;
    if (territory === before) return;
    await connection.socket.leave(roomOf(connection));
    connection.territory = territory;
    await connection.socket.join(roomOf(connection));
    if (sameCodes(before.codes, territory.codes) && before.includesUnplaced === territory.includesUnplaced) return;
    const seq = this.feed?.head ?? 0;
    const open = new Map((await this.views.open(territory.toSql())).map((alert) => [alert.id, alert]));
    for (const id of connection.heldIds()) if (!open.has(id)) this.remove(connection, seq, id);
    for (const alert of open.values()) if (connection.take(alert)) connection.socket.emit('alert', { seq, alert });
  }
}

const sameCodes = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((code) => b.has(code));

/** Consoles with the same scopes share a room. */
const roomOf = (connection: ConsoleConnection): string =>
  `scope:${connection.actor.scopes
    .map((scope) => `${scope.kind}=${scope.ref}`)
    .sort()
    .join()}`;
