// A call at the centre as one reader sees it: masked until they have answered it, and only people of their own territory.
import type { IncomingCallView } from '#libs/contracts';
import { maskedName } from '#libs/elders';
import type { SealedText } from '#libs/platform';
import { rfc3339 } from './alert-view.ts';
import type { IncomingCallRow } from './database/incoming-calls.store.ts';

export interface CallReader {
  accountId: string;
  /** Whether a community, or null for no place, is in their territory. */
  has(communityCode: string | null): boolean;
}

/** Nobody known calls the top centre. */
export const hearsCall = (call: Pick<IncomingCallRow, 'community_codes'>, reader: CallReader): boolean =>
  call.community_codes.length === 0 ? reader.has(null) : call.community_codes.some((code) => reader.has(code));

export function incomingCallViewOf(row: IncomingCallRow, reader: CallReader, sealed: SealedText): IncomingCallView {
  const opened = row.answered_by === reader.accountId;
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    number: opened ? sealed.open(row.number_sealed) : row.number_masked,
    startedAt: rfc3339(row.started_at),
    answeredAt: row.answered_at && rfc3339(row.answered_at),
    answeredBy: row.answered_by ? { id: row.answered_by, name: row.answered_by_name ?? '' } : null,
    endedAt: row.ended_at && rfc3339(row.ended_at),
    matches: (row.matches ?? [])
      .filter((match) => reader.has(match.community_code))
      .map((match) => ({
        elderId: match.elder_id,
        name: opened ? match.name : maskedName(match.name),
        via: match.via,
        openAlertId: match.open_alert_id,
      })),
    alertId: row.alert_id,
    recordingRef: row.recording_ref,
  };
}
