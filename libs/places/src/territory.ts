// What an account may see: all that its scopes' divisions run today, and cases without a place for the top centre.

export class Territory {
  constructor(
    /** The scopes' divisions and everything run from them today, down to communities. */
    readonly codes: ReadonlySet<string>,
    /** True for the top centre: cases without a place are in its scope. */
    readonly includesUnplaced: boolean,
  ) {}

  static readonly NOTHING = new Territory(new Set(), false);

  /** Whether something with this community code (as written at the time of the event) is within. */
  has(communityCode: string | null): boolean {
    return communityCode === null ? this.includesUnplaced : this.codes.has(communityCode);
  }

  /** Parameters for `community_code = ANY($codes) OR ($includesUnplaced AND community_code IS NULL)`. */
  toSql(): { codes: string[]; includesUnplaced: boolean } {
    return { codes: [...this.codes], includesUnplaced: this.includesUnplaced };
  }
}
