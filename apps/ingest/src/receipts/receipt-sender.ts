// Sends receipts by tailing the facts from a stored place, so that a crash between commit and receipt loses none.
import { Inject, Injectable } from '@nestjs/common';
import { PressesOfAlert } from '#libs/alerts';
import type { LinkHealth } from '#libs/contracts';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { DeviceBroker } from '../device-broker.ts';
import { alertsOf, receiptsOf } from './receipts-of-facts.ts';
import { SingleHolder } from './single-holder.ts';

const CURSOR = 'receipts';
const LOCK = 7_233_010;
const TRY_MS = 1_000;
const SAVE_MS = 1_000;

@Injectable()
export class ReceiptSender {
  private readonly holder: SingleHolder;
  private feed: FactFeed | null = null;
  private saver: NodeJS.Timeout | null = null;
  /** Place reached one save ago: what our own broker was just handed might go down with this process. */
  private reached = 0;
  private saved = 0;

  constructor(
    private readonly database: Database,
    private readonly presses: PressesOfAlert,
    private readonly broker: DeviceBroker,
    private readonly waker: FactWaker,
    @Inject(LOG) private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.holder = new SingleHolder(log, {
      databaseUrl: settings.DATABASE_URL ?? '',
      lock: LOCK,
      name: 'receipts',
      tryEveryMs: TRY_MS,
      isAble: () => broker.canSend,
      onTaken: () => this.begin(),
      onLost: () => this.end(),
    });
  }

  start(): void {
    this.holder.start();
  }

  async stop(): Promise<void> {
    await this.holder.stop();
  }

  links(): LinkHealth[] {
    if (!this.feed) return [];
    const ageMs = Number.isFinite(this.feed.ageMs) ? Math.round(this.feed.ageMs) : null;
    return [{ link: 'receipts', state: ageMs !== null && ageMs < 5_000 ? 'ok' : 'late', ageMs }];
  }

  private async begin(): Promise<void> {
    const from = await this.storedPlace();
    this.reached = from;
    this.saved = from;
    this.feed = new FactFeed(this.database, this.waker, this.log, {
      name: CURSOR,
      settings: this.settings,
      from,
      patient: true,
      deliver: (facts) => this.deliver(facts),
    });
    await this.feed.start();
    this.saver = setInterval(() => void this.save(), SAVE_MS);
  }

  private async end(): Promise<void> {
    if (this.saver) clearInterval(this.saver);
    await this.feed?.stop();
    await this.save();
    this.feed = null;
  }

  private async deliver(facts: Fact[]): Promise<void> {
    const presses = await this.presses.forReceipts(alertsOf(facts));
    const receipts = receiptsOf(facts, presses);
    await Promise.all(receipts.map(({ deviceKey, receipt }) => this.broker.sendReceipt(deviceKey, receipt)));
  }

  /** Facts that were removed after their retention need not be looked for. */
  private async storedPlace(): Promise<number> {
    const [row] = await this.database.query<{ place: string }>(
      `SELECT greatest(coalesce((SELECT position FROM feed_cursors WHERE name = $1), 0),
         coalesce((SELECT min(id) - 1 FROM facts), 0)) AS place`,
      [CURSOR],
    );
    return Number(row?.place ?? 0);
  }

  private async save(): Promise<void> {
    const place = this.reached;
    this.reached = this.feed?.head ?? place;
    if (place <= this.saved) return;
    try {
      await this.database.query(
        `INSERT INTO feed_cursors (name, position) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = now()`,
        [CURSOR, place],
      );
      this.saved = place;
    } catch (error) {
      this.log.warn({ err: error }, 'the place in the facts could not be saved; receipts may be sent twice');
    }
  }
}
