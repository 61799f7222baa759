// A socket client for specs: asks with acknowledgement, keeps everything it was told, waits for what must come.
import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { AlertView, Beat } from '#libs/contracts';

export interface Told {
  event: string;
  body: Record<string, unknown>;
}

/** An acknowledgement, loosely: specs match it. */
export interface Answered extends Record<string, unknown> {
  ok: boolean;
  error?: { code: string; details?: Record<string, unknown> };
}

export class Client {
  readonly told: Told[] = [];
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, body: Record<string, unknown>) => {
      this.told.push({ event, body });
      for (const look of this.waiting.splice(0)) look();
    });
  }

  /** Resolves with the snapshot behind it; rejects with the code of the connect_error. */
  static async connect(url: string, namespace: string, token?: string): Promise<Client> {
    const socket = io(`${url}${namespace}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: token ? { token } : {},
    });
    const client = new Client(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('snapshot', () => resolve());
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(new Error((error as Error & { data?: { code?: string } }).data?.code ?? error.message));
      });
    });
    return client;
  }

  async ask(event: string, ...args: unknown[]): Promise<Answered> {
    return (await this.socket.timeout(10_000).emitWithAck(event, ...args)) as Answered;
  }

  /** The first of this name that was told, or will be, and fits. */
  async event(
    name: string,
    fits: (body: Record<string, unknown>) => boolean = () => true,
  ): Promise<Record<string, unknown>> {
    const end = Date.now() + 10_000;
    for (;;) {
      const found = this.told.find(({ event, body }) => event === name && fits(body));
      if (found) return found.body;
      if (Date.now() > end) throw new Error(`waited in vain for ${name}; told: ${this.names().join(' ')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 500);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  names(): string[] {
    return this.told.map(({ event }) => event).filter((event) => event !== 'beat');
  }

  get lastSeq(): number {
    const beat = this.told.findLast(({ event }) => event === 'beat') ?? this.told[0];
    return Number(beat?.body['headSeq']);
  }

  /** A beat that came after now. */
  async nextBeat(): Promise<Beat> {
    const before = this.told.length;
    await this.event('beat', (body) => this.told.findIndex((one) => one.body === body) >= before);
    return this.told.findLast(({ event }) => event === 'beat')?.body as unknown as Beat;
  }

  forget(): void {
    this.told.length = 0;
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** As wire.md defines it. */
export const digestOf = (alerts: readonly Pick<AlertView, 'id' | 'version'>[]): string =>
  createHash('sha256')
    .update(alerts.map(({ id, version }) => `${id}:${version}`).sort().join('\n'))
    .digest('hex'); // prettier-ignore
