// Shifts of helpers, and where they are while they are on one: with the end of the shift the position is gone.
import { Injectable } from '@nestjs/common';
import type { LngLat } from '#libs/contracts';
import { Database, DomainError, FactWaker, RETURNING_FACT, factsOf, newId, type FactRow } from '#libs/platform';

@Injectable()
export class ResponderDuty {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
  ) {}

  /** Begins a shift; answers since when (an open one goes on). Throws RESPONDER.NOT_FOUND if unknown or no longer active. */
  async start(responderId: string): Promise<{ since: Date }> {
    const begun = await this.database.query<FactRow & { started_at: Date }>(
      `WITH shift AS (
         INSERT INTO responder_shifts (id, responder_id)
         SELECT $2::uuid, id FROM responders WHERE id = $1::uuid AND active
         ON CONFLICT (responder_id) WHERE ended_at IS NULL DO NOTHING RETURNING responder_id, started_at),
       fact AS (
         INSERT INTO facts (kind, subject, change) SELECT 'responder', responder_id::text, 'shiftStarted' FROM shift
         ${RETURNING_FACT})
       SELECT started_at, fact FROM shift, fact`,
      [responderId, newId()],
      'responder-shift-starts',
    );
    this.wakeIfAny(begun);
    const since = begun[0]?.started_at ?? (await this.since(responderId));
    if (!since) throw new DomainError('RESPONDER.NOT_FOUND');
    return { since };
  }

  /** Ends the shift and forgets the position. The caller has checked that no task is open. */
  async end(responderId: string): Promise<void> {
    const ended = await this.database.transaction(async (tx) => {
      const rows = await tx.query<FactRow>(
        `WITH shift AS (
           UPDATE responder_shifts SET ended_at = clock_timestamp()
           WHERE responder_id = $1::uuid AND ended_at IS NULL RETURNING responder_id)
         INSERT INTO facts (kind, subject, change) SELECT 'responder', responder_id::text, 'shiftEnded' FROM shift
         ${RETURNING_FACT}`,
        [responderId],
      );
      // After the shift is ended: a position that was on its way has either come before or comes no more.
      await tx.query('DELETE FROM responder_locations WHERE responder_id = $1::uuid', [responderId]);
      return rows;
    });
    this.wakeIfAny(ended);
  }

  /** Since when on shift; null if off. */
  async since(responderId: string): Promise<Date | null> {
    const [open] = await this.database.query<{ started_at: Date }>(
      'SELECT started_at FROM responder_shifts WHERE responder_id = $1::uuid AND ended_at IS NULL',
      [responderId],
      'responder-shift',
    );
    return open?.started_at ?? null;
  }

  /**
   * The latest position; the caller has checked shift and task. One that is older than what is known changes nothing, and
   * none is newer than now. Throws RESPONDER.OFF_SHIFT if the shift has ended meanwhile.
   */
  async moved(responderId: string, to: LngLat & { accuracyM: number | null; at: Date }): Promise<void> {
    const [row] = await this.database.query<{ on_shift: boolean; facts: FactRow[] | null }>(
      `WITH shift AS (
         SELECT responder_id FROM responder_shifts WHERE responder_id = $1::uuid AND ended_at IS NULL FOR SHARE),
       moved AS (
         INSERT INTO responder_locations (responder_id, lng, lat, accuracy_m, at)
         SELECT responder_id, $2, $3, $4, least($5::timestamptz, clock_timestamp()) FROM shift
         ON CONFLICT (responder_id) DO UPDATE SET lng = excluded.lng, lat = excluded.lat,
           accuracy_m = excluded.accuracy_m, at = excluded.at WHERE responder_locations.at < excluded.at
         RETURNING responder_id),
       fact AS (
         INSERT INTO facts (kind, subject, change) SELECT 'responder', responder_id::text, 'moved' FROM moved
         ${RETURNING_FACT})
       SELECT EXISTS (SELECT 1 FROM shift) AS on_shift, (SELECT json_agg(json_build_object('fact', fact.fact)) FROM fact) AS facts`,
      [responderId, to.lng, to.lat, to.accuracyM, to.at],
      'responder-moved',
    );
    if (!row?.on_shift) throw new DomainError('RESPONDER.OFF_SHIFT');
    this.wakeIfAny(row.facts ?? []);
  }

  private wakeIfAny(rows: readonly FactRow[]): void {
    if (rows.length > 0) this.waker.wake(factsOf(rows));
  }
}
