// Cancels as devices sent them: kept even when they come before their press.
import { Injectable } from '@nestjs/common';
import { newId, type Tx } from '#libs/platform';
import { keptCancelOf, type KeptCancel, type PressTime } from '../domain/kept-cancels.ts';

const WINDOW_MS = 10 * 60_000;

/** $1 device keys, $2 event ids, $3 and $4 as windowAround() gives them. */
export const KEPT_CANCELS_WHERE = `device_key = ANY($1::text[])
         AND (of_event_id = ANY($2::text[]) OR (of_event_id IS NULL AND at BETWEEN $3 AND $4))`;

/** In which a cancel that names no press may mean one of these. */
export function windowAround(moments: readonly Date[]): [Date, Date] {
  const times = moments.map((moment) => moment.getTime());
  return [new Date(Math.min(...times) - WINDOW_MS), new Date(Math.max(...times) + WINDOW_MS)];
}

@Injectable()
export class CancelStore {
  async keep(tx: Tx, cancels: readonly (KeptCancel & { receivedAt: Date })[]): Promise<void> {
    if (cancels.length === 0) return;
    await tx.query(
      `INSERT INTO device_cancels (id, device_key, of_event_id, at, received_at)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])`,
      [
        cancels.map(() => newId()),
        cancels.map((cancel) => cancel.deviceKey),
        cancels.map((cancel) => cancel.ofEventId),
        cancels.map((cancel) => cancel.at),
        cancels.map((cancel) => cancel.receivedAt),
      ],
      'keep-cancels',
    );
  }

  /**
   * When each of these new presses was cancelled by a cancel that came first, or null; in their order. The devices must be
   * locked (EventLedger.record); `earlier` are presses of the same transaction.
   */
  async before(tx: Tx, presses: readonly PressTime[], earlier: readonly PressTime[]): Promise<(Date | null)[]> {
    if (presses.length === 0) return [];
    const keys = [...new Set(presses.map((press) => press.deviceKey))];
    const [from, to] = windowAround(presses.map((press) => press.at));
    const cancels = await tx.query<KeptCancel & Record<string, unknown>>(
      `SELECT device_key AS "deviceKey", of_event_id AS "ofEventId", at FROM device_cancels
       WHERE ${KEPT_CANCELS_WHERE}`,
      [keys, presses.map((press) => press.eventId), from, to],
      'kept-cancels',
    );
    if (cancels.length === 0) return presses.map(() => null);
    const others = await this.pressesAround(tx, keys, from, to);
    return presses.map((press) => keptCancelOf(press, cancels, [...others, ...earlier, ...presses]));
  }

  private pressesAround(tx: Tx, keys: string[], from: Date, to: Date): Promise<PressTime[]> {
    return tx.query<PressTime & Record<string, unknown>>(
      `SELECT device_key AS "deviceKey", event_id AS "eventId", at FROM device_events
       WHERE device_key = ANY($1::text[]) AND became IN ('alert', 'press')
         AND at BETWEEN $2::timestamptz - interval '10 minutes' AND $3::timestamptz + interval '10 minutes'`,
      [keys, from, to],
    );
  }
}
