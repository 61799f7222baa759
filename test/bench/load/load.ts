// The bench's side of the load generator.
import { Helper } from './helper.ts';
import type { Order, Report } from './orders.ts';
import type { DeviceAccount } from './sender.ts';

export type Load = Helper<Order, Report>;

/** A generator with all these devices connected. */
export async function connectedLoad(url: string, devices: DeviceAccount[]): Promise<Load> {
  const load = Helper.start<Order, Report>('generator');
  try {
    await load.order({ do: 'connect', url, devices });
    return load;
  } catch (error) {
    load.stop();
    throw error;
  }
}
