// A transaction that is sent as a whole, its commit included, cannot look at answers on the way: it states what it expects.

const UNEXPECTED = 'YL001';

/** Statement that ends its transaction, with everything in it, if the condition does not hold. `what`: in words, no quotes. */
export const expectSql = (condition: string, what: string): string =>
  // Called only where it fails: calling it takes longer than many a condition.
  `SELECT CASE WHEN ${condition} THEN NULL ELSE expect_that(false, '${what}') END`;

/** The transaction was undone because the world was not as it expected. */
export const isUnexpected = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNEXPECTED;
