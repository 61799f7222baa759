// Scope in SQL: a statement about alerts without it is a bug.
import type { TerritoryInSql } from '../territory.ts';

/** Condition on `alias.community_code`; takes two parameters: codes text[], includesUnplaced boolean. */
export const inTerritory = (alias: string, codes: number, unplaced: number): string =>
  `(${alias}.community_code = ANY($${codes}::text[]) OR ($${unplaced}::boolean AND ${alias}.community_code IS NULL))`;

export const territoryValues = (territory: TerritoryInSql): [string[], boolean] => [
  territory.codes,
  territory.includesUnplaced,
];
