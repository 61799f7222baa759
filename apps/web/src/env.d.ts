// What the page's window carries for browser tests.
/// <reference types="vite/client" />

interface RequestedSound {
  /** When it was asked for, in ms since 1970 by this machine's clock. */
  at: number;
  severity: 'P1' | 'P2' | 'P3';
  alertId: string;
}

interface Window {
  /** Every sound the console asked for, newest last, bounded. */
  __yinlingSounds?: RequestedSound[];
}
