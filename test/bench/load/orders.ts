// What the bench tells its load generator, and what it hears back.
import type { DeviceAccount } from './sender.ts';

export type Order =
  | { do: 'connect'; url: string; devices: DeviceAccount[] }
  /** Closed loop: every connection keeps `window` messages under way for so long; the first part of it is not measured. */
  | { do: 'flood'; seconds: number; warmUpSeconds: number; window: number }
  /** Open loop at `rate` messages/s over all connections, for so long. */
  | { do: 'stream'; seconds: number; rate: number }
  /** As fast as acknowledgements allow, exactly so many. */
  | { do: 'send'; count: number; window: number }
  | { do: 'close' };

export interface Report {
  /** Acknowledged within the measured time. */
  acked: number;
  /** Of the measured time. */
  seconds: number;
  /** From the first to the last message of the order, the warm-up and what came late included. */
  totalSent: number;
  totalAcked: number;
  /** Connections that broke. */
  broken: number;
}
