// A queue in which nobody waits behind another's flood: each turn takes a share of every key, those not served for longest first.

export class FairQueue<T> {
  private readonly byKey = new Map<string, T[]>();
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(key: string, item: T): void {
    const items = this.byKey.get(key);
    if (items) items.push(item);
    else this.byKey.set(key, [item]);
    this.count++;
  }

  /** At most `most` items, of one key at most `mostOfOne`; the items of one key keep their order. */
  take(most: number, mostOfOne: number): T[] {
    const taken: T[] = [];
    for (const [key, items] of [...this.byKey]) {
      if (taken.length >= most) break;
      taken.push(...items.splice(0, Math.min(mostOfOne, most - taken.length)));
      // Whoever was served goes to the end of the line.
      this.byKey.delete(key);
      if (items.length > 0) this.byKey.set(key, items);
    }
    this.count -= taken.length;
    return taken;
  }
}
