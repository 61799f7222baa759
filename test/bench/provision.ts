// Cases by the thousand, as FOLD_WRITE_SQL would leave them: for parts that measure what happens to cases afterwards.
import type { House } from './house.ts';

/** Raises `count` cases of different homes at once, each with a step of its ladder due in `dueMs`; `tell`: with its fact. Answers their ids. */
export async function raiseCases(house: House, count: number, dueMs: number, tell: boolean): Promise<string[]> {
  const rows = await house.query<{ id: string }>(
    `WITH home AS (SELECT h.id, h.community_code, row_number() OVER (ORDER BY h.id) AS n FROM homes h),
     lives AS (SELECT home.n, home.community_code, home.id AS home_id, (SELECT min(r.elder_id::text)::uuid FROM residencies r
       WHERE r.home_id = home.id AND r.during @> now()) AS elder_id FROM home),
     every AS (SELECT g, l.* FROM generate_series(1, $1::int) AS g
       JOIN lives l ON l.n = 1 + (g - 1) % (SELECT count(*) FROM lives)),
     raised AS (
       INSERT INTO alerts (id, number, kind, severity, state, fold_key, source, elder_id, home_id, community_code, raised_at,
         received_at, last_press_at, last_received_at)
       SELECT gen_random_uuid(), 'bench-' || nextval('alert_numbers'), 'sos', 'P1', 'raised', 'bench:' || gen_random_uuid(),
         'device', elder_id, home_id, community_code, now(), now(), now(), now() FROM every RETURNING id),
     entries AS (
       INSERT INTO alert_timeline (id, alert_id, version, action, origin)
       SELECT gen_random_uuid(), id, 1, 'raised', 'device' FROM raised),
     steps AS (
       INSERT INTO alert_steps (id, alert_id, kind, due_after_ms, due_at)
       SELECT gen_random_uuid(), raised.id, step.kind, step.after_ms, clock_timestamp() + step.after_ms * interval '1 millisecond'
       FROM raised CROSS JOIN (VALUES ('ringAgain', $2::int), ('remind', $2::int + 3600000)) AS step (kind, after_ms)),
     facts AS (
       INSERT INTO facts (kind, subject, change, data)
       SELECT 'alert', id::text, 'raised', '{"version":1}' FROM raised WHERE $3 RETURNING 1)
     SELECT id, (SELECT pg_notify('facts', '') FROM facts LIMIT 1) FROM raised`,
    [count, dueMs, tell],
  );
  return rows.map((row) => row.id);
}
