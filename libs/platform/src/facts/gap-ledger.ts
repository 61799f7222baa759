// Which places of the fact log were skipped: ids are handed out before commit, so a late commit appears below the highest.

interface Gap {
  /**
   * A pg_snapshot_xmax from after the gap was seen: once xmin has passed it, nobody can fill the gap any more, because
   * whoever takes a place in the log has its transaction id already. Null until a snapshot is known.
   */
  horizon: bigint | null;
}

export class GapLedger {
  private readonly gaps = new Map<number, Gap>();
  private highest: number;

  constructor(start: number) {
    this.highest = start;
  }

  /** A copy to go back to when the delivery of what was taken failed. */
  clone(): GapLedger {
    const copy = new GapLedger(this.highest);
    for (const [id, gap] of this.gaps) copy.gaps.set(id, { ...gap });
    return copy;
  }

  get last(): number {
    return this.highest;
  }

  /** Everything up to here was seen or can never come. */
  get complete(): number {
    let low = this.highest;
    for (const id of this.gaps.keys()) low = Math.min(low, id - 1);
    return low;
  }

  get missing(): number[] {
    return [...this.gaps.keys()];
  }

  /** Takes ids read in one snapshot; returns those not seen before, in the order of the log. */
  take(ids: number[], xmin: bigint, xmax: bigint): Set<number> {
    const fresh = this.see(ids, xmax);
    for (const [id, gap] of this.gaps) {
      if (gap.horizon === null) gap.horizon = xmax;
      else if (xmin >= gap.horizon) this.gaps.delete(id);
    }
    return fresh;
  }

  /** Takes ids that are known to be committed, without a snapshot; returns those not seen before, in the order of the log. */
  takeCommitted(ids: number[]): Set<number> {
    return this.see(ids, null);
  }

  private see(ids: number[], horizon: bigint | null): Set<number> {
    const fresh = new Set<number>();
    for (const id of [...ids].sort((a, b) => a - b)) {
      if (id > this.highest) {
        for (let between = this.highest + 1; between < id; between++) this.gaps.set(between, { horizon });
        this.highest = id;
        fresh.add(id);
      } else if (this.gaps.delete(id)) {
        fresh.add(id);
      }
    }
    return fresh;
  }
}
