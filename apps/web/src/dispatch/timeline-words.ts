// Which words say the codes that an entry of the timeline carries. Pure.
import type { TimelineAction } from '#libs/contracts';

/** The same field means the same wherever it stands … */
const BY_FIELD: Readonly<Record<string, string>> = {
  service: 'rescueService', way: 'rescueWay', step: 'doorStep', with: 'entryWith', channel: 'callChannel',
  detail: 'detail', injury: 'injury', cause: 'cause', proof: 'proof', noRescueReason: 'noRescueReason',
  reason: 'declineReason', severity: 'severity', purpose: 'photoPurpose', followUp: 'followUpKind',
}; // prettier-ignore

/** … but for these. */
const BY_ACTION: Readonly<Partial<Record<TimelineAction, Readonly<Record<string, string>>>>> = {
  stepFired: { action: 'ladderAction', step: 'ladderAction' },
  nobodyToRing: { step: 'ladderAction' },
  callEnded: { result: 'callResult' },
  doorStep: { result: 'doorResult' },
  followUpDone: { result: 'followUpResult' },
};

/** The group of texts for a field of an entry; null for what is no code of ours. */
export const wordsOf = (action: TimelineAction, field: string): string | null =>
  BY_ACTION[action]?.[field] ?? BY_FIELD[field] ?? null;
