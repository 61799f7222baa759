// The places of a case, locked as presses lock them: what changes where presses go must not happen beside one of them.
import { DomainError, type Tx } from '#libs/platform';
import { lockPlaces, type PlacedPress } from './fold.store.ts';

interface PlacesRow {
  home_id: string | null;
  keys: string[];
  /** Where its people live, if not where the case is. */
  homes: string[];
}

/**
 * Every home, device and caller from which a press would join this case, in the order of folding: before the row of the case
 * is locked. Throws ALERT.NOT_FOUND; who may touch the case is asked afterwards.
 */
export async function lockPlacesOfCase(tx: Tx, alertId: string): Promise<void> {
  const [row] = await tx.query<PlacesRow & Record<string, unknown>>(
    `WITH this AS (
       SELECT home_id, a.other_elder_ids || a.elder_id AS people,
         a.joined_keys || a.fold_key || ('device:' || a.device_key) AS keys
       FROM alerts a WHERE a.id = $1::uuid)
     SELECT home_id,
       ARRAY(SELECT k FROM unnest(keys) AS k WHERE k IS NOT NULL
         UNION SELECT 'elder:' || e FROM unnest(people) AS e WHERE e IS NOT NULL) AS keys,
       ARRAY(SELECT r.home_id::text FROM residencies r WHERE r.during @> clock_timestamp()
         AND 'elder:' || r.elder_id = ANY(keys || ARRAY(SELECT 'elder:' || e FROM unnest(people) AS e))) AS homes
     FROM this`,
    [alertId],
    'places-of-case',
  );
  if (!row) throw new DomainError('ALERT.NOT_FOUND');
  const homes = [...row.homes, ...(row.home_id ? [row.home_id] : [])];
  await lockPlaces(tx, [...row.keys.map(pressOfKey), ...homes.map((id) => pressOfKey(`home:${id}`))]);
}

const NOWHERE = { elderId: null, homeId: null };

/** As a press with this fold key would be placed. */
function pressOfKey(key: string): PlacedPress {
  const [kind, id = null] = key.split(':');
  if (kind === 'elder') return { place: { ...NOWHERE, elderId: id }, deviceKey: null };
  if (kind === 'home') return { place: { ...NOWHERE, homeId: id }, deviceKey: null };
  return { place: NOWHERE, deviceKey: null, word: { ownKey: key } };
}
