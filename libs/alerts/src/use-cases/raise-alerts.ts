// Raises or folds a batch of presses: alert, presses, timeline, escalation steps and facts in the caller's one transaction.
import { Inject, Injectable } from '@nestjs/common';
import {
  RETURNING_FACT,
  factsOf,
  newId,
  type Fact,
  type FactRow,
  type NewFact,
  type Sender,
  type Tx,
} from '#libs/platform';
import { Ladders } from './ladders.ts';
import { foldPresses, type CaseInHand, type FoldedPress, type Press } from '../domain/fold-presses.ts';
import {
  EXPECT_NO_OPEN_CASES_SQL,
  FOLD_WRITE_SQL,
  OPEN_CASES_SQL,
  lockPlaces,
  openCaseOf,
  foldKeyOfPress,
  ownKeyOfPress,
  type OpenCaseRow,
  type PlacedPress,
} from '../database/fold.store.ts';

export interface RaiseOutcome {
  alertId: string;
  became: 'alert' | 'press';
}

/** True once the transaction commits. */
export interface Raised {
  /** In the order of the presses. */
  outcomes: RaiseOutcome[];
  /** On its way; the commit waits for it. */
  facts: Promise<Fact[]>;
}

export interface FoldedFirst {
  /** In the order of the presses; true once they are written and committed. */
  outcomes: RaiseOutcome[];
  readonly folded: FoldedPress[];
}

export interface Cancelled {
  /** The alert of each cancel, null where its press has not come yet. */
  alertIds: (string | null)[];
  facts: Fact[];
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
  constructor(@Inject(Ladders) private readonly ladders: Pick<Ladders, 'stepsFor'>) {}

  /**
   * Locks each home (or device without one) of these presses and reads its open cases, in one round trip; on its way when
   * it returns, so that the caller may ask other things along with it.
   */
  async openCases(tx: Tx, presses: readonly Omit<Press, 'cancelledAt'>[]): Promise<OpenCases> {
    if (presses.length === 0) return [];
    const [, rows] = await Promise.all([
      lockPlaces(tx, presses),
      tx.query<OpenCaseRow>(OPEN_CASES_SQL, placesOf(presses), 'open-cases-of-places'),
    ]);
    return rows;
  }

  /**
   * Presses whose places have no open case: which cases they raise, before anything is asked or written. Pure.
   */
  foldFirst(presses: Press[]): FoldedFirst {
    const folded = foldPresses(presses, [], newId);
    return { folded, outcomes: folded.map(outcomeOf) };
  }

  /**
   * Writes what foldFirst() has decided, under the locks of the places, and `facts` along with its own; without waiting for
   * anything. If a place has an open case after all, the transaction ends with an error of isUnexpected().
   */
  raiseFirst(tx: Sender, { folded }: FoldedFirst, facts: readonly NewFact[]): Promise<Fact[]> {
    const presses = folded.map(({ press }) => press);
    void lockPlaces(tx, presses).catch(() => undefined);
    void tx.send(EXPECT_NO_OPEN_CASES_SQL, placesOf(presses), 'expect-no-open-cases');
    return this.write(tx, folded, facts);
  }

  /** `open` as openCases() gave it in this transaction, for the same presses. */
  async raise(tx: Tx, presses: Press[], open?: OpenCases): Promise<Raised> {
    const rows = open ?? (await this.openCases(tx, presses));
    const folded = foldPresses(presses, rows.map(openCaseOf), newId);
    return {
      outcomes: folded.map(outcomeOf),
      facts: this.write(tx, folded),
    };
  }

  /** Marks what was cancelled at the device. */
  async cancel(tx: Tx, cancels: DeviceCancel[]): Promise<Cancelled> {
    const cancelled: Cancelled = { alertIds: [], facts: [] };
    for (const cancel of cancels) {
      const row = await this.cancelOne(tx, cancel);
      cancelled.alertIds.push(row?.alert_id ?? null);
      if (row) cancelled.facts.push(row.fact);
    }
    return cancelled;
  }

  private async write(tx: Sender, folded: FoldedPress[], facts: readonly NewFact[] = []): Promise<Fact[]> {
    if (folded.length === 0) return [];
    const touched = [...new Set(folded.map((one) => one.case))];
    const rows = await tx.send<FactRow>(
      FOLD_WRITE_SQL,
      [
        JSON.stringify(
          touched
            .filter((one) => one.isNew)
            .map((one) => ({ ...caseParameter(one), steps: this.ladders.stepsFor(one) })),
        ),
        JSON.stringify(touched.filter((one) => !one.isNew).map(caseParameter)),
        JSON.stringify(folded.map(pressParameter)),
        JSON.stringify(facts.map(({ data = {}, ...fact }) => ({ ...fact, data }))),
      ],
      'fold-write',
    );
    return factsOf(rows);
  }

  private async cancelOne(tx: Tx, cancel: DeviceCancel): Promise<(FactRow & { alert_id: string }) | null> {
    const [row] = await tx.query<FactRow & { alert_id: string }>(
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
         SELECT 'alert', id::text, 'cancelledByElder', jsonb_build_object('version', version) FROM marked
         ${RETURNING_FACT})
       SELECT id AS alert_id, fact FROM marked CROSS JOIN fact`,
      [cancel.deviceKey, cancel.ofEventId, cancel.at, newId()],
      'cancel-press',
    );
    return row ?? null;
  }
}

const outcomeOf = ({ case: found, became }: FoldedPress): RaiseOutcome => ({ alertId: found.id, became });

/** Elders, homes, keys of devices and callers, devices that hang nowhere, and fold keys. */
const placesOf = (presses: readonly PlacedPress[]): string[][] => [
  unique(presses.map((press) => press.place.elderId)),
  unique(presses.map((press) => press.place.homeId)),
  unique(presses.map(ownKeyOfPress)),
  unique(presses.map(({ place, deviceKey }) => ((place.elderId ?? place.homeId) ? null : deviceKey))),
  unique(presses.map(foldKeyOfPress)),
];

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
    source: one.source,
    // JSON leaves out what is undefined: a device says nothing of these.
    raised_by: one.isNew ? one.word?.accountId : undefined,
    reported_sealed: one.word?.reportedSealed,
    caller_sealed: one.word?.callerSealed,
    missing_sealed: one.word?.missingSealed,
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
    account_id: press.word?.accountId,
    note_sealed: press.word?.noteSealed,
  };
}
