// When somebody last gave a sign of life, as far as devices can tell.
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { ACTIVITY, ON_THE_BODY } from '../domain/activity.ts';

@Injectable()
export class SignsOfLife {
  constructor(private readonly database: Database) {}

  /**
   * The latest sign within `hours`; null if there was none. Counts what was worn by the elder, or hung in a home where they
   * live alone: in a shared home it may have been somebody else. A time that lies ahead of ours proves nothing.
   */
  async lastOf(elderId: string, hours: number): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }>(
      `WITH span AS (SELECT clock_timestamp() - $2::integer * interval '1 hour' AS since, clock_timestamp() + interval '5 minutes' AS until),
       alone AS (SELECT r.home_id FROM residencies r WHERE r.elder_id = $1::uuid AND r.during @> clock_timestamp()
         AND NOT EXISTS (SELECT 1 FROM residencies o
           WHERE o.home_id = r.home_id AND o.elder_id <> r.elder_id AND o.during @> clock_timestamp())),
       around AS (SELECT DISTINCT d.key, d.kind FROM device_placements p JOIN devices d ON d.id = p.device_id, span
         WHERE (p.elder_id = $1::uuid OR p.home_id IN (SELECT home_id FROM alone)) AND p.during && tstzrange(since, until)),
       signs AS (
         SELECT e.at FROM around, span, device_events e WHERE e.device_key = around.key AND e.kind = ANY($3::text[])
         UNION ALL
         SELECT to_timestamp((s.latest->>'at')::float8 / 1000) FROM around JOIN device_states s ON s.device_key = around.key
         WHERE around.kind = ANY($4::text[]) AND s.latest ? 'at')
       SELECT max(signs.at) AS at FROM signs, span WHERE signs.at BETWEEN since AND until`,
      [elderId, hours, ACTIVITY, ON_THE_BODY],
      'signs-of-life',
    );
    return row?.at ?? null;
  }
}
