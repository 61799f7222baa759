// Who runs which place on one day: the code tree, corrected by managed-by. Scopes, routing and figures follow this tree.

export interface Managed {
  divisionCode: string;
  managedBy: string;
}

/** Significant digits of a 12-digit code by level: province, city, county, subdistrict or town, community or village. */
const WIDTHS = [2, 4, 6, 9, 12];

export class ManagedTree {
  private readonly children = new Map<string, string[]>();
  private readonly codes: ReadonlySet<string>;

  /** `managements` are those valid on the day that the tree is for. */
  constructor(codes: Iterable<string>, managements: readonly Managed[]) {
    this.codes = new Set(codes);
    const managers = new Map(managements.map((one) => [one.divisionCode, one.managedBy]));
    for (const code of this.codes) {
      const parent = managers.get(code) ?? nearestAbove(code, (above) => this.codes.has(above));
      if (parent === null) continue;
      const siblings = this.children.get(parent);
      if (siblings) siblings.push(code);
      else this.children.set(parent, [code]);
    }
  }

  /** The division itself and all that is run from it, at any depth; empty for a division nobody knows. */
  within(code: string): Set<string> {
    const found = new Set<string>(this.codes.has(code) ? [code] : []);
    // A set that grows while it is walked; a circle in the records ends at what was already found.
    for (const at of found) for (const child of this.children.get(at) ?? []) found.add(child);
    return found;
  }
}

/** The closest division above by code alone, of those that `exists` knows; null at the top. */
export function nearestAbove(code: string, exists: (code: string) => boolean): string | null {
  for (const width of [...WIDTHS].reverse()) {
    const above = code.slice(0, width).padEnd(12, '0');
    if (above !== code && exists(above)) return above;
  }
  return null;
}
