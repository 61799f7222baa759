// Raises or folds a batch of presses: alert, presses, timeline, escalation steps and facts in the caller's one transaction.
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, newId, type Settings, type Tx } from '#libs/platform';
import { foldPresses, type CaseInHand, type FoldedPress, type Press } from '../domain/fold-presses.ts';
import { FOLD_WRITE_SQL, OPEN_CASES_SQL, lockPlaces, openCaseOf, type OpenCaseRow } from '../database/fold.store.ts';

export interface RaiseOutcome {
  alertId: string;
  became: 'alert' | 'press';
}

export interface DeviceCancel {
  deviceKey: string;
  /** The press that it names; null means the device's latest press within 10 minutes either side. */
  ofEventId: string | null;
  at: Date;
  receivedAt: Date;
}

/** Open cases of the presses' places, held by the transaction that read them. */
export type OpenCases = OpenCaseRow[];

const CANCEL_WINDOW = `interval '10 minutes'`;

@Injectable()
export class RaiseAlerts {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /**
   * Locks each home (or device without one) of these presses and reads its open cases, in one round trip; on its way when
   * it returns, so that the caller may ask other things along with it.
   */
  async openCases(tx: Tx, presses: readonly Omit<Press, 'cancelledAt'>[]): Promise<OpenCases> {
    if (presses.length === 0) return [];
    const [, rows] = await Promise.all([
      lockPlaces(tx, presses),
      tx.query<OpenCaseRow>(
        OPEN_CASES_SQL,
        [
          unique(presses.map((press) => press.place.elderId)),
          unique(presses.map((press) => press.place.homeId)),
          unique(presses.map((press) => press.deviceKey)),
        ],
        'open-cases-of-places',
      ),
    ]);
    return rows;
  }

  /** Outcomes in the order of the presses, true once the transaction commits; `open` as openCases() gave it in this transaction, for the same presses. */
  async raise(tx: Tx, presses: Press[], open?: OpenCases): Promise<RaiseOutcome[]> {
    if (presses.length === 0) return [];
    const rows = open ?? (await this.openCases(tx, presses));
    const folded = foldPresses(presses, rows.map(openCaseOf), newId);
    this.write(tx, folded);
    return folded.map(({ case: found, became }) => ({ alertId: found.id, became }));
  }

  /** Marks what was cancelled at the device; answers the alert of each cancel, null where its press has not come yet. */
  async cancel(tx: Tx, cancels: DeviceCancel[]): Promise<(string | null)[]> {
    const marked: (string | null)[] = [];
    for (const cancel of cancels) marked.push(await this.cancelOne(tx, cancel));
    return marked;
  }

  private write(tx: Tx, folded: FoldedPress[]): void {
    const touched = [...new Set(folded.map((one) => one.case))];
    tx.send(
      FOLD_WRITE_SQL,
      [
        JSON.stringify(touched.filter((one) => one.isNew).map(caseParameter)),
        JSON.stringify(touched.filter((one) => !one.isNew).map(caseParameter)),
        JSON.stringify(folded.map(pressParameter)),
        this.settings.ESCALATE_UNDISPLAYED_MS,
      ],
      'fold-write',
    );
  }

  private async cancelOne(tx: Tx, cancel: DeviceCancel): Promise<string | null> {
    const [row] = await tx.query<{ alert_id: string }>(
      `WITH press AS (
         SELECT id, alert_id, at FROM alert_presses
         WHERE device_key = $1 AND ($2::text IS NULL OR event_id = $2)
           AND ($2::text IS NOT NULL OR at BETWEEN $3::timestamptz - ${CANCEL_WINDOW} AND $3::timestamptz + ${CANCEL_WINDOW})
         ORDER BY at DESC, received_at DESC LIMIT 1),
       marked_press AS (UPDATE alert_presses p SET cancelled_at = $3 FROM press WHERE p.id = press.id),
       marked AS (
         UPDATE alerts a SET version = version + 1, cancelled_by_elder_at =
             CASE WHEN a.last_press_at <= press.at OR a.last_press_at <= $3 THEN $3::timestamptz ELSE a.cancelled_by_elder_at END
         FROM press WHERE a.id = press.alert_id AND a.state <> 'merged' RETURNING a.id, a.version),
       entry AS (
         INSERT INTO alert_timeline (id, alert_id, version, action, origin, data)
         SELECT $4, id, version, 'cancelledByElder', 'device', jsonb_build_object('deviceKey', $1::text, 'at', $3::timestamptz)
         FROM marked),
       fact AS (
         INSERT INTO facts (kind, subject, change, data)
         SELECT 'alert', id::text, 'cancelledByElder', jsonb_build_object('version', version) FROM marked)
       SELECT id AS alert_id FROM marked`,
      [cancel.deviceKey, cancel.ofEventId, cancel.at, newId()],
      'cancel-press',
    );
    return row?.alert_id ?? null;
  }
}

const unique = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];

function caseParameter(one: CaseInHand): Record<string, unknown> {
  return {
    id: one.id,
    kind: one.kind,
    severity: one.severity,
    fold_key: one.foldKey,
    elder_id: one.elderId,
    other_elder_ids: one.otherElderIds,
    home_id: one.homeId,
    device_key: one.deviceKey,
    community_code: one.communityCode,
    lng: one.location?.lng ?? null,
    lat: one.location?.lat ?? null,
    raised_at: one.raisedAt,
    received_at: one.receivedAt,
    last_press_at: one.lastPressAt,
    last_received_at: one.lastReceivedAt,
    presses: one.presses,
    urgency: one.urgency,
    late_seconds: one.lateSeconds,
    unreadable: one.unreadable,
    cancelled_by_elder_at: one.cancelledAt,
    entry_id: newId(),
    step_id: newId(),
  };
}

function pressParameter({ press, case: found, became }: FoldedPress): Record<string, unknown> {
  return {
    id: newId(),
    entry_id: newId(),
    alert_id: found.id,
    became,
    device_key: press.deviceKey,
    event_id: press.eventId,
    kind: press.kind,
    elder_id: press.place.elderId,
    at: press.at,
    received_at: press.receivedAt,
    late_seconds: press.lateSeconds,
    cancelled_at: press.cancelledAt,
  };
}
