// Tells the responders on this process what concerns them: tails the facts, reads each one's own tasks, sends what is news.
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ResponderTasks, type OwnTask } from '#libs/alerts';
import type { AlertView, ResponderTask, StationSnapshot } from '#libs/contracts';
import { Sessions } from '#libs/identity';
import { ResponderDuty, Responders } from '#libs/staff';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { LiveConnections } from '../sockets/live-connections.ts';
import type { Places, StationConnection } from './station-connection.ts';

/** Positions and shifts change nobody's account. */
const SAME_PERSON = new Set(['moved', 'shiftStarted', 'shiftEnded']);

@Injectable()
export class StationFeed implements OnApplicationShutdown {
  private readonly connections = new LiveConnections<StationConnection>();
  private feed: FactFeed | null = null;
  private beats: NodeJS.Timeout | null = null;
  private opened: () => void = () => undefined;
  /** A snapshot read before the feed follows the log could miss what happens in between. */
  private readonly follows = new Promise<void>((resolve) => (this.opened = resolve));

  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    private readonly tasks: ResponderTasks,
    private readonly responders: Responders,
    private readonly duty: ResponderDuty,
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  get phones(): number {
    return this.connections.size;
  }

  async start(): Promise<void> {
    const feed = new FactFeed(this.database, this.waker, this.log, {
      name: 'station',
      settings: this.settings,
      from: 'now',
      patient: true,
      deliver: (facts) => this.deliver(facts),
    });
    await feed.start();
    this.feed = feed;
    this.opened();
    this.beats = setInterval(() => this.beat(), this.settings.BEAT_MS);
  }

  /** Sends the snapshot, then what changed while it was read, then everything that happens. */
  async welcome(connection: StationConnection): Promise<void> {
    this.connections.add(connection);
    await this.follows;
    connection.beginAnew();
    const headSeq = this.head;
    const { responder } = connection;
    const [own, since] = responder
      ? await Promise.all([this.tasks.of([responder.id]), this.duty.since(responder.id)])
      : [[], null];
    const alerts = openAlertsOf(own);
    for (const alert of alerts) connection.take(alert);
    for (const one of own) connection.takeTask(one);
    connection.socket.emit('snapshot', {
      alerts,
      tasks: own.map(({ task }) => task),
      responder: responder && meOf(responder, since),
      headSeq,
      serverTime: new Date().toISOString(),
    });
    const missed = connection.becomeReady();
    if (missed !== null && responder) {
      this.tell(connection, await this.tasks.of([responder.id], connection.knownTasks()), missed);
    }
    this.sendBeat(connection);
  }

  goodbye(socketId: string): void {
    this.connections.remove(socketId);
  }

  /** What the connection missed after `lastSeq`; counts as sent. */
  async sync(
    connection: StationConnection,
    lastSeq: number,
  ): Promise<{ alerts: AlertView[]; tasks: ResponderTask[]; removed: string[]; headSeq: number }> {
    const headSeq = this.head;
    const { responder } = connection;
    const own = responder ? await this.tasks.changedSince(responder.id, lastSeq) : [];
    const alerts = openAlertsOf(own);
    for (const alert of alerts) connection.take(alert);
    for (const one of own) connection.takeTask(one);
    const ended = new Set(own.filter(({ open }) => !open).map(({ alertId }) => alertId));
    const removed = [...ended].filter((alertId) => !connection.shows(alertId));
    for (const alertId of removed) connection.drop(alertId);
    return { alerts, tasks: own.map(({ task }) => task), removed, headSeq };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.beats) clearInterval(this.beats);
    await this.feed?.stop();
  }

  private get head(): number {
    return this.feed?.head ?? 0;
  }

  private async deliver(facts: Fact[]): Promise<void> {
    this.sessions.take(facts);
    this.connections.dismiss(facts);
    const places: Places = { responders: new Map(), alerts: new Map() };
    const changed = new Set<string>();
    for (const { id, kind, subject, change, data } of facts) {
      if (kind === 'dispatch') places.responders.set(String(data['responderId']), id);
      if (kind === 'alert') places.alerts.set(subject, id);
      if (kind === 'responder' && !SAME_PERSON.has(change)) changed.add(subject);
    }
    if (changed.size > 0) await this.relink(changed);
    if (places.responders.size + places.alerts.size === 0) return;
    const concerned = this.connections.all().flatMap((connection): [StationConnection, number][] => {
      const seq = connection.placeIn(places);
      return seq === null || connection.keepBack(seq) ? [] : [[connection, seq]];
    });
    if (concerned.length > 0) await this.tellAll(concerned);
  }

  /** One reading for all who are concerned. */
  private async tellAll(concerned: [StationConnection, number][]): Promise<void> {
    const ids = new Set(concerned.map(([{ responder }]) => responder?.id).filter((id) => id !== undefined));
    const known = concerned.flatMap(([connection]) => connection.knownTasks());
    const own = await this.tasks.of([...ids], known);
    for (const [connection, seq] of concerned) {
      const theirs = own.filter(({ responderId }) => responderId === connection.responder?.id);
      this.tell(connection, theirs, seq);
    }
  }

  /** The case before its task, so that whoever takes the task holds the case already; what ended is taken away last. */
  private tell(connection: StationConnection, own: readonly OwnTask[], seq: number): void {
    const { socket } = connection;
    const before = new Set([...connection.shown(), ...connection.heldIds()]);
    for (const one of own) {
      const { alert, task } = one.task;
      const { news, first } = connection.takeTask(one);
      if (alert && connection.take(alert)) socket.emit('alert', { seq, alert });
      if (!news) continue;
      if (first && alert && task.state === 'offered') {
        socket.emit('offer', { taskId: task.id, alert, expiresAt: task.expiresAt, task: one.task, seq });
      } else {
        socket.emit('task', { seq, task: one.task });
      }
    }
    for (const alertId of before) {
      if (connection.shows(alertId)) continue;
      connection.drop(alertId);
      socket.emit('removed', { seq, alertId });
    }
  }

  /** Who is behind an account may have changed; then everything is told anew. */
  private async relink(changed: ReadonlySet<string>): Promise<void> {
    for (const connection of this.connections.all()) {
      if (connection.responder && !changed.has(connection.responder.id)) continue;
      const now = await this.responderOf(connection.actor.accountId);
      if (now?.id === connection.responder?.id) continue;
      connection.responder = now;
      await this.welcome(connection);
    }
  }

  /** Null for accounts without a responder, and for those who help no more. */
  async responderOf(accountId: string): Promise<StationConnection['responder']> {
    const found = await this.responders.ofAccount(accountId);
    return found?.active ? found : null;
  }

  private beat(): void {
    this.connections.dismissExpired();
    for (const connection of this.connections.all()) if (connection.isReady) this.sendBeat(connection);
  }

  private sendBeat(connection: StationConnection): void {
    this.connections.beat(connection, this.head);
  }
}

/** One view for each case. */
const openAlertsOf = (own: readonly OwnTask[]): AlertView[] => [
  ...new Map(own.flatMap(({ task: { alert } }) => (alert ? [[alert.id, alert] as const] : []))).values(),
];

const meOf = (
  { id, name }: NonNullable<StationConnection['responder']>,
  since: Date | null,
): StationSnapshot['responder'] => ({ id, name, onShift: since !== null, since: since?.toISOString() ?? null });
