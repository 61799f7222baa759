// Whose fault a failed batch is: a row's (it goes to quarantine), or the moment's (the sender keeps it and sends again).
import { isDatabaseAway } from '#libs/platform';

/** Not committed, and not because of what was in it. Group commit refuses the whole batch on it. */
export class TryAgainLater extends Error {
  override name = 'TryAgainLater';
  /** Of the class of connection failures, as the group commit knows them. */
  readonly code = '08000';
}

/** Data exceptions, broken constraints, and what our own code could not digest. */
export function isRowsFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const code = 'code' in error ? String(error.code) : '';
  return /^(22|23|P0)/.test(code);
}

/** Time-outs, deadlocks, a full disk or a missing table are no reason to put a cry for help into quarantine. */
export async function blameTheRow<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isRowsFault(error) || isDatabaseAway(error)) throw error;
    throw new TryAgainLater(error instanceof Error ? error.message : 'failed', { cause: error });
  }
}
