// Self-clocking group commit: takes what is waiting, commits it once, answers all; the batch grows while the last one runs.
import { asError } from './as-error.ts';
import { isDatabaseAway } from './domain-error.ts';
import { FairQueue } from './fair-queue.ts';

/** Called once: with null and the result, or with what went wrong. Must not throw. */
export type Answered<O> = (error: Error | null, result?: O) => void;

interface Waiting<I, O> {
  item: I;
  answered: Answered<O>;
}

export interface GroupCommitOptions<I, O> {
  /** Most items in one commit. */
  maxBatch: number;
  /** Batches that may commit at the same time. */
  parallel: number;
  /** A batch begins beside a running one only when so many wait (default 1): many small commits crowd out everything else. */
  besideFrom?: number;
  /** Begins before anything else is read from sockets, not after: for what must be fast rather than much. */
  prompt?: boolean;
  /** Whose item it is; with it, no key may fill more of a batch than `mostOfOneKey`. */
  keyOf?: (item: I) => string;
  mostOfOneKey?: number;
  /** Commits all items or none; results in the order of the items. */
  commit: (items: I[]) => Promise<O[]>;
  /** What to do with an item that fails alone (quarantine); rejecting refuses the acknowledgement. */
  poison: (item: I, error: unknown) => Promise<O>;
}

const SLICE = 100;

export class GroupCommit<I, O> {
  private readonly queue = new FairQueue<Waiting<I, O>>();
  private active = 0;
  /** Batches that are committed and being answered. */
  private unanswered = 0;
  private idle: (() => void)[] = [];

  constructor(private readonly options: GroupCommitOptions<I, O>) {}

  get waiting(): number {
    return this.queue.length;
  }

  /** Resolves once the item is committed; rejects if it could not be (the sender must keep it). */
  submit(item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.take(item, (error, result) => {
        if (error === null) resolve(result as O);
        else reject(error);
      });
    });
  }

  /** submit() without promises: at tens of thousands a second they are most of what the garbage collector does. */
  take(item: I, answered: Answered<O>): void {
    this.queue.push(this.options.keyOf?.(item) ?? '', { item, answered });
    // Everything that the same socket chunk carries joins the same batch.
    if (this.queue.length !== 1 && this.queue.length !== this.options.besideFrom) return;
    if (this.options.prompt) process.nextTick(() => this.pump());
    else setImmediate(() => this.pump());
  }

  /** Resolves when nothing is waiting or under way. */
  async drain(): Promise<void> {
    if (this.isIdle) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private pump(): void {
    while (this.mayBegin()) {
      const { maxBatch, mostOfOneKey } = this.options;
      const batch = this.queue.take(maxBatch, mostOfOneKey ?? maxBatch);
      this.active++;
      void this.settle(batch).finally(() => {
        this.active--;
        if (this.queue.length > 0) this.pump();
        else this.tellIfIdle();
      });
    }
  }

  private mayBegin(): boolean {
    const { parallel, besideFrom = 1 } = this.options;
    return this.queue.length >= (this.active === 0 ? 1 : besideFrom) && this.active < parallel;
  }

  private async settle(batch: Waiting<I, O>[]): Promise<void> {
    let results: O[];
    try {
      results = await this.options.commit(batch.map((waiting) => waiting.item));
    } catch (error) {
      if (isDatabaseAway(error)) for (const waiting of batch) waiting.answered(asError(error));
      else if (batch.length > 1) await this.halve(batch);
      else await this.isolate(batch, error);
      return;
    }
    this.unanswered++;
    if (batch.length <= SLICE) this.answer(batch, results, 0);
    else setImmediate(() => this.answer(batch, results, 0));
  }

  /** In slices, so that what is more urgent gets its turn between a thousand answers; the next commit runs meanwhile. */
  private answer(batch: Waiting<I, O>[], results: O[], from: number): void {
    const end = Math.min(from + SLICE, batch.length);
    for (let at = from; at < end; at++) batch[at]?.answered(null, results[at]);
    if (end < batch.length) {
      setImmediate(() => this.answer(batch, results, end));
      return;
    }
    this.unanswered--;
    this.tellIfIdle();
  }

  private tellIfIdle(): void {
    if (this.isIdle) for (const done of this.idle.splice(0)) done();
  }

  private get isIdle(): boolean {
    return this.active === 0 && this.unanswered === 0 && this.queue.length === 0;
  }

  /** One bad row fails the whole batch: halve it until the row stands alone. */
  private async halve(batch: Waiting<I, O>[]): Promise<void> {
    const middle = Math.ceil(batch.length / 2);
    await this.settle(batch.slice(0, middle));
    await this.settle(batch.slice(middle));
  }

  private async isolate(batch: Waiting<I, O>[], error: unknown): Promise<void> {
    for (const waiting of batch) {
      await this.options.poison(waiting.item, error).then(
        (result) => waiting.answered(null, result),
        (refusal: unknown) => waiting.answered(asError(refusal)),
      );
    }
  }
}
