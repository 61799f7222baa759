// Which places of the fact log were skipped: ids are handed out before commit, so a late commit appears below the highest.

interface Gap {
  /** pg_snapshot_xmax when the gap was first seen: once xmin has passed it, nobody can fill the gap any more. */
  horizon: bigint;
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
    for (const [id, gap] of this.gaps) copy.gaps.set(id, gap);
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

  /** Takes ids read in one snapshot; returns those not seen before, in the given order. */
  take(ids: number[], xmin: bigint, xmax: bigint): Set<number> {
    const fresh = new Set<number>();
    for (const id of [...ids].sort((a, b) => a - b)) {
      if (id > this.highest) {
        for (let between = this.highest + 1; between < id; between++) this.gaps.set(between, { horizon: xmax });
        this.highest = id;
        fresh.add(id);
      } else if (this.gaps.delete(id)) {
        fresh.add(id);
      }
    }
    for (const [id, gap] of this.gaps) if (xmin >= gap.horizon && !fresh.has(id)) this.gaps.delete(id);
    return fresh;
  }
}
