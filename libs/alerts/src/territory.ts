// The part of a territory that statements about alerts need; places' Territory.toSql() gives it.

export interface TerritoryInSql {
  codes: string[];
  /** True if the scope covers the top centre, to which cases without a place belong. */
  includesUnplaced: boolean;
}
