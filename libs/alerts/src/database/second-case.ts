// The belt of folding, asked before it is felt: no two open cases for one emergency.
import { DomainError, type Tx } from '#libs/platform';
import { inTerritory, territoryValues } from './scope.sql.ts';
import type { ActorRef } from './transition.store.ts';

export interface Becoming {
  /** About whom the case is going to be; as it is if absent. */
  elderId?: string;
  /** How grave it is going to be; as it is if absent. */
  severity?: 'P1' | 'P2';
}

/**
 * Throws ALERT.CANNOT_MERGE, with the `openAlertId` to merge with, if there is another open case that this one would fold
 * into: of the elder or of a case merged into either where it is P1, of the same key, kind and source where it is not. The caller holds the lock on the place.
 */
export async function refuseSecondCase(tx: Tx, actor: ActorRef, alertId: string, becoming: Becoming): Promise<void> {
  const [other] = await tx.query<{ id: string; mine: boolean }>(
    `WITH becoming AS (
       SELECT id, kind, source, device_key, joined_keys, coalesce($2::uuid, elder_id) AS elder_id, coalesce($3::text, severity) AS severity,
         CASE WHEN $2::uuid IS NULL OR elder_id IS NOT NULL THEN fold_key ELSE 'elder:' || $2::text END AS fold_key
       FROM alerts WHERE id = $1::uuid)
     SELECT a.id, ${inTerritory('a', 4, 5)} AS mine FROM becoming b JOIN alerts a ON a.id <> b.id
     WHERE a.state IN ('raised', 'claimed') AND CASE b.severity
       WHEN 'P1' THEN a.severity = 'P1'
         AND (a.fold_key = b.fold_key OR b.fold_key = ANY(a.joined_keys) OR a.fold_key = ANY(b.joined_keys)
           OR a.elder_id = b.elder_id OR b.elder_id = ANY(a.other_elder_ids))
       ELSE a.severity <> 'P1' AND (a.fold_key, a.kind, a.source) = (b.fold_key, b.kind, b.source)
         AND a.device_key IS NOT DISTINCT FROM b.device_key END
     ORDER BY a.received_at LIMIT 1`,
    [alertId, becoming.elderId ?? null, becoming.severity ?? null, ...territoryValues(actor.territory)],
    'second-case',
  );
  if (other) throw new DomainError('ALERT.CANNOT_MERGE', other.mine ? { openAlertId: other.id } : {});
}
