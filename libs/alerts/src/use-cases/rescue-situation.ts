// How a case stands when rescue is called: what is known beside the people and their home. For whoever holds it.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { AlertKind, AlertState, LngLat, ReportedPerson, Severity } from '#libs/contracts';
import { Database, SealedText } from '#libs/platform';
import { reportedOf } from '../alert-view.ts';
import { UNDER_WAY } from '../database/own-task.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import { standOf, type ActorRef } from '../database/transition.store.ts';
import type { RescueFacts } from '../domain/rescue-card.ts';
import { refusalFor } from './refusal.ts';

export interface RescueSituation extends Pick<
  RescueFacts,
  'alertId' | 'kind' | 'severity' | 'state' | 'drill' | 'voice' | 'real' | 'helpers' | 'rescueCalled'
> {
  /** Who it is about; empty where nobody in the registry is known to be it. */
  elderIds: string[];
  homeId: string | null;
  communityCode: string | null;
  location: LngLat | null;
  reported: ReportedPerson | null;
  raisedAt: Date;
}

interface Row extends QueryResultRow {
  kind: AlertKind;
  severity: Severity;
  state: AlertState;
  drill: boolean;
  elder_id: string | null;
  other_elder_ids: string[];
  home_id: string | null;
  community_code: string | null;
  lng: number | null;
  lat: number | null;
  reported_sealed: string | null;
  raised_at: Date;
  voice: boolean;
  real: boolean;
  rescue_called: boolean;
  on_scene: number;
  on_the_way: number;
}

/** A neighbour or a relative on the phone is not the person's own voice. */
const OWN_VOICE = `c.voice_at IS NOT NULL AND c.channel NOT IN ('neighbour', 'contact') AND c.result IS DISTINCT FROM 'noSense'`;

const SITUATION_SQL = `
  SELECT a.kind, a.severity, a.state, a.drill, a.elder_id, a.other_elder_ids, a.home_id, a.community_code, a.lng, a.lat,
    a.reported_sealed, a.raised_at,
    EXISTS (SELECT 1 FROM call_tasks c WHERE c.alert_id = a.id AND ${OWN_VOICE}) AS voice,
    EXISTS (SELECT 1 FROM call_tasks c WHERE c.alert_id = a.id AND c.result IN ('needsHelp', 'noSense'))
      OR EXISTS (SELECT 1 FROM script_answers w JOIN scripts s ON s.id = w.script_id,
           jsonb_array_elements(s.questions) AS q, jsonb_array_elements(q->'choices') AS k
         WHERE w.alert_id = a.id AND q->>'key' = w.question AND k->>'key' = w.answer AND k->>'danger' = 'true')
      OR coalesce(a.injury, 'none') <> 'none' OR coalesce(a.outcome, '') = 'realEmergency' AS real,
    EXISTS (SELECT 1 FROM rescue_tasks r WHERE r.alert_id = a.id) AS rescue_called,
    (SELECT count(*)::int FROM dispatch_tasks d WHERE d.alert_id = a.id AND d.state IN ('onScene', 'atDoorNoAnswer')) AS on_scene,
    (SELECT count(*)::int FROM dispatch_tasks d WHERE d.alert_id = a.id AND d.state = ANY($5::text[])) AS on_the_way
  FROM alerts a
  WHERE a.id = $1::uuid AND a.claimed_by = $2::uuid AND ${inTerritory('a', 3, 4)}
    AND (a.state = 'resolved' OR (a.state = 'claimed' AND a.lease_until > clock_timestamp()))`;

@Injectable()
export class RescueSituations {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
  ) {}

  /** Throws ALERT.NOT_FOUND, ALERT.NOT_CLAIMED, ALERT.NOT_YOURS, ALERT.CLAIM_LOST, ALERT.WRONG_STATE. */
  async of(alertId: string, actor: ActorRef): Promise<RescueSituation> {
    const [row] = await this.database.query<Row>(
      SITUATION_SQL,
      [alertId, actor.accountId, ...territoryValues(actor.territory), UNDER_WAY],
      'rescue-situation',
    );
    if (!row) throw refusalFor('work', await standOf(this.database, alertId, actor), actor);
    return {
      alertId,
      kind: row.kind,
      severity: row.severity,
      state: row.state,
      drill: row.drill,
      elderIds: [...(row.elder_id ? [row.elder_id] : []), ...row.other_elder_ids],
      homeId: row.home_id,
      communityCode: row.community_code,
      location: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
      reported: reportedOf(row.reported_sealed, this.sealed),
      raisedAt: row.raised_at,
      voice: row.voice,
      real: row.real,
      helpers: { onScene: row.on_scene, onTheWay: row.on_the_way - row.on_scene },
      rescueCalled: row.rescue_called,
    };
  }
}
