// The best so many of a stream, in order, without keeping or sorting the rest.

export class Shortlist<T extends { readonly key: number; readonly id: string }> {
  readonly best: T[] = [];

  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.best.length >= this.most;
  }

  /** The highest key that is in; above it nobody comes in any more. Infinite while there is room. */
  get limit(): number {
    return this.isFull ? (this.best.at(-1)?.key ?? Number.NEGATIVE_INFINITY) : Number.POSITIVE_INFINITY;
  }

  /** Whether somebody with this key may come in; asked before anything is made. */
  mayTake(key: number): boolean {
    return key <= this.limit;
  }

  /** Lower keys first, equal ones by id: whatever the order in which they come. */
  take(entry: T): void {
    let [low, high] = [0, this.best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.best[middle];
      if (other && isBefore(other, entry)) low = middle + 1;
      else high = middle;
    }
    this.best.splice(low, 0, entry);
    if (this.best.length > this.most) this.best.pop();
  }
}

export const isBefore = (one: { key: number; id: string }, other: { key: number; id: string }): boolean =>
  one.key < other.key || (one.key === other.key && one.id < other.id);
