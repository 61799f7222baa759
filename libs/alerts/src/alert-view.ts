// The one mapper from a row to what crosses the wire.
import type { AlertStage, AlertState, AlertView, TimelineAction, TimelineEntryView } from '#libs/contracts';
import { ageOn } from '#libs/elders';
import { homeAddress } from '#libs/places';
import type { SealedText } from '#libs/platform';
import type { AlertViewRow, PersonRow, TimelineRow } from './database/open-alerts.query.ts';

/** RFC 3339 with the offset of the installation's zone (Asia/Shanghai has no daylight saving). */
export function rfc3339(time: Date): string {
  return `${new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}

const moment = (told: string): string => rfc3339(new Date(told));
const orNull = (told: string | null): string | null => (told ? moment(told) : null);

/** Until dispatch tasks exist the furthest stage is the state itself. */
export function stageOf(state: AlertState): AlertStage {
  return state === 'merged' ? 'closed' : state;
}

const personOf = (row: PersonRow, today: string): { id: string; name: string; age: number } => ({
  id: row.id,
  name: row.name,
  age: ageOn(row.birth_date, today),
});

/** The business day `today` gives the ages; the address joins division, street and the opened door. */
export function alertViewOf(row: AlertViewRow, sealed: SealedText, today: string): AlertView {
  const address = row.street === null ? '' : homeAddress({ street: row.street, doorSealed: row.door_sealed }, sealed);
  const elder = row.elder && personOf(row.elder, today);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    severity: row.severity,
    state: row.state,
    stage: stageOf(row.state),
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
  };
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
