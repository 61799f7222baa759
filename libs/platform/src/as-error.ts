/** What was thrown, as an Error that can be passed on. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error('not committed', { cause: thrown });
