// A console as a program: holds what the socket told it, checks every beat's digest, logs what was displayed.
import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type {
  Ack,
  AlertView,
  Beat,
  DispatchClientEvents,
  DispatchServerEvents,
  Snapshot,
} from '../../libs/contracts/src/index.ts';
import { until } from './waiting.ts';

type ClientSocket = Socket<DispatchServerEvents, DispatchClientEvents>;
type Answer<E extends keyof DispatchClientEvents> = Parameters<DispatchClientEvents[E]>[1] extends (
  answer: Ack<infer T>,
) => void
  ? Ack<T>
  : never;

export class Console {
  readonly held = new Map<string, AlertView>();
  /** Last state of everything ever told, closed ones too. */
  readonly told = new Map<string, AlertView>();
  readonly beats: Beat[] = [];
  snapshots = 0;
  headSeq = 0;
  /** Proves every raised alert as displayed and heard, as a good console does. */
  displays = false;
  readonly toldAt = new Map<string, number>();

  private constructor(readonly socket: ClientSocket) {
    socket.on('snapshot', (snapshot) => this.reset(snapshot));
    socket.on('alert', ({ alert }) => this.take(alert));
    socket.on('removed', ({ alertId }) => this.held.delete(alertId));
    socket.on('beat', (beat) => {
      this.beats.push(beat);
      this.headSeq = beat.headSeq;
    });
  }

  static async connect(http: string, token: string, options: { displays?: boolean } = {}): Promise<Console> {
    const socket: ClientSocket = io(`${http}/dispatch`, {
      transports: ['websocket'],
      auth: { token },
      reconnection: false,
      forceNew: true,
    });
    const console = new Console(socket);
    console.displays = options.displays ?? false;
    await new Promise<void>((resolve, reject) => {
      socket.once('snapshot', () => resolve());
      socket.once('connect_error', (error) => reject(error));
    });
    return console;
  }

  async ask<E extends keyof DispatchClientEvents>(
    event: E,
    payload: Parameters<DispatchClientEvents[E]>[0],
  ): Promise<Answer<E>> {
    return (
      this.socket.timeout(20_000) as unknown as { emitWithAck(e: string, p: unknown): Promise<unknown> }
    ).emitWithAck(event, payload) as Promise<Answer<E>>;
  }

  /** The first alert held or told that fits. */
  async sees(what: string, fits: (alert: AlertView) => boolean, timeoutMs = 15_000): Promise<AlertView> {
    return until(`the console to see ${what}`, () => [...this.told.values()].find(fits), timeoutMs);
  }

  /** The digest over what this console holds, as wire.md defines it. */
  digest(): string {
    const lines = [...this.held.values()].map((alert) => `${alert.id}:${alert.version}`).sort();
    return createHash('sha256').update(lines.join('\n')).digest('hex');
  }

  close(): void {
    this.socket.disconnect();
  }

  private reset({ alerts, headSeq }: Snapshot): void {
    this.snapshots++;
    this.headSeq = headSeq;
    this.held.clear();
    for (const alert of alerts) this.take(alert);
  }

  private take(alert: AlertView): void {
    const known = this.told.get(alert.id);
    if (known && known.version > alert.version) return;
    this.told.set(alert.id, alert);
    if (!this.toldAt.has(alert.id)) this.toldAt.set(alert.id, Date.now());
    if (alert.state === 'closed' || alert.state === 'merged') this.held.delete(alert.id);
    else this.held.set(alert.id, alert);
    if (this.displays && alert.state === 'raised') {
      this.socket.emit('displayed', { alertId: alert.id, audible: true, visible: true }, () => undefined);
    }
  }
}
