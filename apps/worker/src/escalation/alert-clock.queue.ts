// The queue that makes clocks prompt; what is due is decided by the database alone.
export const ALERT_CLOCK_QUEUE = 'alert-clock';

/** Ids only. */
export interface AlertClockJob {
  alertId: string;
}
