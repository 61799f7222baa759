// Decides what a batch of presses does to the open cases: raise, or join. Pure; ids and time come from outside.
import type { AlertKind, AlertSource, LngLat, Severity } from '#libs/contracts';
import {
  caseOfPress,
  foldKeyOf,
  isUrgent,
  severityOf,
  type FoldableCase,
  type FoldablePress,
} from './same-emergency.ts';

/** What comes with a cry that a person raised; the sealed parts are JSON. */
export interface PersonsWord {
  accountId: string;
  source: Exclude<AlertSource, 'device'>;
  severity: Severity;
  /** See FoldSource. */
  ownKey: string;
  noteSealed: string | null;
  reportedSealed: string | null;
  callerSealed: string | null;
  missingSealed: string | null;
}

/** One cry for help as ingest hands it over, already matched to its place as of the event's time. */
export interface Press {
  /** Null where a person raised it. */
  deviceKey: string | null;
  word?: PersonsWord;
  deviceId: string | null;
  eventId: string;
  kind: AlertKind;
  /** Where it is not the kind alone that tells. */
  severity?: Severity;
  /** Device time where plausible, else arrival. */
  at: Date;
  receivedAt: Date;
  /** 0 below 600. */
  lateSeconds: number;
  /** A message that could not be read, taken as a cry for help. */
  unreadable: boolean;
  /** A cancel of this press that came first. */
  cancelledAt: Date | null;
  place: {
    /** The wearer, or the only resident of the home. */
    elderId: string | null;
    homeId: string | null;
    communityCode: string | null;
    location: LngLat | null;
  };
}

/** A raised or claimed case as folding changes it. */
export interface CaseInHand extends FoldableCase {
  id: string;
  isNew: boolean;
  /** Number of presses that this batch added. */
  added: number;
  presses: number;
  elderId: string | null;
  otherElderIds: string[];
  communityCode: string | null;
  location: LngLat | null;
  raisedAt: Date;
  receivedAt: Date;
  lastReceivedAt: Date;
  lateSeconds: number;
  unreadable: boolean;
  urgency: 0 | 1;
  cancelledAt: Date | null;
  /** Times of its latest presses, for urgency. */
  pressTimes: Date[];
  /** The latest word of a person in this batch. */
  word: PersonsWord | null;
}

export interface FoldedPress {
  press: Press;
  case: CaseInHand;
  became: 'alert' | 'press';
}

/** Folds presses in the order given into the open cases; `open` is changed in place and gains the new cases. */
export function foldPresses(presses: Press[], open: CaseInHand[], nextId: () => string): FoldedPress[] {
  return presses.map((press) => {
    const joined = caseOfPress(foldableOf(press), open);
    if (joined) {
      join(joined, press);
      return { press, case: joined, became: 'press' };
    }
    const raised = raise(press, nextId());
    open.push(raised);
    return { press, case: raised, became: 'alert' };
  });
}

/** As folding looks at it. */
export const foldableOf = ({ place, deviceKey, kind, at, word, severity }: Press): FoldablePress => ({
  elderId: place.elderId,
  homeId: place.homeId,
  deviceKey,
  ...(word ? { ownKey: word.ownKey } : {}),
  kind,
  source: word?.source ?? 'device',
  severity: word?.severity ?? severity ?? severityOf(kind),
  at,
});

function raise(press: Press, id: string): CaseInHand {
  const { severity, source, ...foldable } = foldableOf(press);
  return {
    id,
    isNew: true,
    added: 1,
    foldKey: foldKeyOf(foldable),
    joinedKeys: [],
    severity,
    source,
    kind: press.kind,
    word: press.word ?? null,
    homeId: press.place.homeId,
    deviceKey: press.deviceKey,
    elderId: press.place.elderId,
    otherElderIds: [],
    communityCode: press.place.communityCode,
    location: press.place.location,
    raisedAt: press.at,
    receivedAt: press.receivedAt,
    lastPressAt: press.at,
    lastReceivedAt: press.receivedAt,
    presses: 1,
    lateSeconds: press.lateSeconds,
    unreadable: press.unreadable,
    urgency: 0,
    cancelledAt: press.cancelledAt,
    pressTimes: [press.at],
  };
}

function join(open: CaseInHand, press: Press): void {
  open.added += 1;
  open.presses += 1;
  open.pressTimes.push(press.at);
  if (isUrgent(open.pressTimes)) open.urgency = 1;
  if (press.word) open.word = press.word;
  if (press.receivedAt > open.lastReceivedAt) open.lastReceivedAt = press.receivedAt;
  const { elderId } = press.place;
  if (elderId && elderId !== open.elderId && !open.otherElderIds.includes(elderId)) open.otherElderIds.push(elderId);
  // The mark of a cancel stands while nobody pressed after it; a press that was itself cancelled keeps or sets it.
  if (press.cancelledAt) {
    if (press.at >= open.lastPressAt) open.cancelledAt = press.cancelledAt;
  } else if (open.cancelledAt && press.at > open.cancelledAt) {
    open.cancelledAt = null;
  }
  if (press.at > open.lastPressAt) open.lastPressAt = press.at;
}
