// The queue that makes clocks prompt; what is due is decided by the database alone.
export const ALERT_CLOCK_QUEUE = 'alert-clock';

/** It says nothing: its hour alone counts. */
export type AlertClockJob = Record<string, never>;
