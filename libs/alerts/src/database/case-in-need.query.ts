// What sending somebody has to know of a case: where it is, what was offered in it, and who is busy elsewhere.
import type { AlertKind, Severity } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import type { TerritoryInSql } from '../territory.ts';
import { inTerritory, territoryValues } from './scope.sql.ts';
import type { PlaceClass } from './open-alerts.query.ts';

export interface CaseInNeedRow {
  id: string;
  kind: AlertKind;
  severity: Severity;
  home_id: string | null;
  facility_id: string | null;
  community_code: string | null;
  class_of_place: PlaceClass | null;
  lng: number | null;
  lat: number | null;
  /** Of this case, by responder: the latest state of each. */
  offers: Record<string, string> | null;
  /** Open tasks of all cases, by responder. */
  open_tasks: Record<string, number> | null;
}

export const OPEN_DISPATCH_SQL = `('offered', 'accepted', 'enRoute', 'onScene', 'atDoorNoAnswer')`;

/** The place is the home's, else that of the case. `territory` null: the clock asks. Undefined if there is no such case. */
export async function readCaseInNeed(
  sql: Sql,
  territory: TerritoryInSql | null,
  alertId: string,
): Promise<CaseInNeedRow | undefined> {
  const [row] = await sql.query<CaseInNeedRow>(
    `SELECT a.id, a.kind, a.severity, a.home_id, a.facility_id, a.community_code, v.class_of_place,
       CASE WHEN h.lng IS NULL THEN a.lng ELSE h.lng END AS lng, CASE WHEN h.lng IS NULL THEN a.lat ELSE h.lat END AS lat,
       (SELECT json_object_agg(responder_id, state) FROM (
         SELECT DISTINCT ON (responder_id) responder_id, state FROM dispatch_tasks WHERE alert_id = a.id
         ORDER BY responder_id, state IN ${OPEN_DISPATCH_SQL} DESC, offered_at DESC) AS latest) AS offers,
       (SELECT json_object_agg(responder_id, tasks) FROM (
         SELECT responder_id, count(*) AS tasks FROM dispatch_tasks WHERE state IN ${OPEN_DISPATCH_SQL}
         GROUP BY responder_id) AS busy) AS open_tasks
     FROM alerts a
     LEFT JOIN homes h ON h.id = a.home_id
     LEFT JOIN divisions v ON v.code = a.community_code
     WHERE a.id = $1::uuid${territory ? ` AND ${inTerritory('a', 2, 3)}` : ''}`,
    [alertId, ...(territory ? territoryValues(territory) : [])],
    territory ? 'case-in-need' : 'case-in-need-for-the-clock',
  );
  return row;
}
