// The steps that a case waits for: called off together, and begun anew when it waits again.
import type { Sql } from '#libs/platform';

/** Everything that is still pending, e.g. because the case has ended. The caller holds the lock of the case. */
export async function cancelSteps(sql: Sql, alertId: string): Promise<void> {
  await sql.query(
    `UPDATE alert_steps SET done_at = clock_timestamp(), outcome = 'cancelled' WHERE alert_id = $1::uuid AND done_at IS NULL`,
    [alertId],
    'cancel-steps',
  );
}

/**
 * The frozen chain of the cases in `source` (columns id) begins again now: the case keeps the ladder that it was raised with,
 * whatever has been edited meanwhile.
 */
export const rearmSql = (source: string): string => `
  INSERT INTO alert_steps (id, alert_id, kind, until, due_after_ms, due_at)
  SELECT gen_random_uuid(), s.alert_id, s.kind, s.until, s.due_after_ms,
    clock_timestamp() + s.due_after_ms * interval '1 millisecond'
  FROM (SELECT DISTINCT f.alert_id, f.kind, f.until, f.due_after_ms FROM alert_steps f JOIN ${source} w ON w.id = f.alert_id
    WHERE f.due_after_ms IS NOT NULL) AS s`;
