// The queue that makes offers and check-ins prompt; what is due is decided by the database alone.
export const DISPATCH_CLOCK_QUEUE = 'dispatch-clock';

/** It says nothing: its hour alone counts. */
export type DispatchClockJob = Record<string, never>;
