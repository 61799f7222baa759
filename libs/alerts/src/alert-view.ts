// The one mapper from a row to what crosses the wire.
import {
  LADDER_ACTIONS, type AlertStage, type AlertState, type AlertView, type LadderAction, type ReportedPerson, type TaskStage,
  type TimelineAction, type TimelineEntryView,
} from '#libs/contracts'; // prettier-ignore
import { ageOn } from '#libs/elders';
import { homeAddress } from '#libs/places';
import type { SealedText } from '#libs/platform';
import type { AlertViewRow, PersonRow, PlaceClass, TimelineRow } from './database/open-alerts.query.ts';

/** RFC 3339 with the offset of the installation's zone (Asia/Shanghai has no daylight saving). */
export function rfc3339(time: Date): string {
  return `${new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}

const moment = (told: string): string => rfc3339(new Date(told));
const orNull = (told: string | null): string | null => (told ? moment(told) : null);

/** The furthest task while the case is being handled, else what the state says. */
export function stageOf(state: AlertState, task: TaskStage | null): AlertStage {
  switch (state) {
    case 'raised':
    case 'claimed':
      return task ?? state;
    case 'merged':
      return 'closed';
    case 'resolved':
    case 'closed':
      return state;
  }
}

/** What views need beside rows: how the sealed is opened, the business day that gives the ages, promised arrival times. */
export interface ViewMaker {
  sealed: SealedText;
  today: string;
  arrivalSeconds: Readonly<Record<PlaceClass, number>>;
}

const personOf = (row: PersonRow, today: string): { id: string; name: string; age: number } => ({
  id: row.id,
  name: row.name,
  age: ageOn(row.birth_date, today),
});

const isLadderAction = (kind: string): kind is LadderAction => (LADDER_ACTIONS as readonly string[]).includes(kind);

/** The address joins division, street and the opened door. */
export function alertViewOf(row: AlertViewRow, { sealed, today, arrivalSeconds }: ViewMaker): AlertView {
  const next = row.next_step;
  const address = row.street === null ? '' : homeAddress({ street: row.street, doorSealed: row.door_sealed }, sealed);
  const elder = row.elder && personOf(row.elder, today);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    severity: row.severity,
    state: row.state,
    stage: stageOf(row.state, row.task_stage),
    version: row.version,
    presses: row.presses,
    lateSeconds: row.late_seconds,
    source: row.source,
    escalated: row.escalated_at !== null,
    drill: row.drill,
    cancelledByElderAt: orNull(row.cancelled_by_elder_at),
    elder: elder && { ...elder, address },
    home: row.home_id
      ? { id: row.home_id, address, residents: (row.residents ?? []).map((resident) => personOf(resident, today)) }
      : null,
    device: row.device_key ? { key: row.device_key, name: row.device_name ?? row.device_key } : null,
    facility: row.facility_id ? { id: row.facility_id, name: row.facility_name ?? '' } : null,
    division: row.community_code ? { code: row.community_code, name: row.division_name ?? row.community_code } : null,
    location: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
    raisedAt: moment(row.raised_at),
    receivedAt: moment(row.received_at),
    claimedBy: row.claimed_by ? { id: row.claimed_by, name: row.claimed_by_name ?? '' } : null,
    otherElders: (row.other_elders ?? []).map((other) => personOf(other, today)),
    urgency: row.urgency,
    unreadable: row.unreadable,
    lastPressAt: moment(row.last_press_at),
    claimedAt: orNull(row.claimed_at),
    leaseUntil: orNull(row.lease_until),
    displayedAt: orNull(row.displayed_at),
    closedAt: orNull(row.closed_at),
    outcome: row.outcome,
    previousAlertId: row.previous_alert_id,
    milestones: {
      callStartedAt: orNull(row.call_started_at),
      voiceAt: orNull(row.voice_at),
      rescueCalledAt: orNull(row.rescue_called_at),
      dispatchedAt: orNull(row.dispatched_at),
      acceptedAt: orNull(row.accepted_at),
      enRouteAt: orNull(row.en_route_at),
      onSceneAt: orNull(row.on_scene_at),
      resolvedAt: orNull(row.resolved_at),
    },
    arrivalTargetSeconds: arrivalSeconds[row.class_of_place ?? 'urban'],
    escalation: {
      fired: row.fired_steps,
      rungAt: orNull(row.rung_at),
      nextAt: next ? moment(next.due_at) : null,
      next: next && isLadderAction(next.kind) ? next.kind : null,
    },
    reported: reportedOf(row.reported_sealed, sealed),
    raisedBy: row.raised_by ? { id: row.raised_by, name: row.raised_by_name ?? '' } : null,
    detail: row.detail,
    injury: row.injury,
    cause: row.cause,
    noRescueReason: row.no_rescue_reason,
    held: row.held_at !== null && row.told_at === null,
    reviewDue: row.review_due,
    mergedInto: row.merged_into,
    reopened: row.reopened,
    nobodyInReach: row.nobody_in_reach_at !== null,
    helperSilent: row.helper_silent_at !== null,
    policeDue: row.police_warned_at !== null,
    handoverTo: row.handover_to ? { id: row.handover_to, name: row.handover_to_name ?? '' } : null,
  };
}

/** What somebody said about a person who is not in the registry. */
export function reportedOf(text: string | null, sealed: SealedText): ReportedPerson | null {
  const opened = sealed.openOrNull(text);
  if (!opened) return null;
  const told = JSON.parse(opened) as Partial<ReportedPerson>;
  return { name: told.name ?? null, sex: told.sex ?? null, age: told.age ?? null, address: told.address ?? null };
}

export function timelineEntryOf(row: TimelineRow, sealed: SealedText): TimelineEntryView {
  return {
    id: row.id,
    at: rfc3339(row.at),
    action: row.action as TimelineAction,
    by: row.account_id ? { id: row.account_id, name: row.account_name ?? '' } : null,
    origin: row.origin,
    note: sealed.openOrNull(row.note_sealed),
    data: row.data,
  };
}
