// Who is searched for, where they were last, and when the police must be called (domain rule 5, wandering). Pure.
import type {
  AlertKind,
  AlertState,
  MissingDetails,
  PublicSearchSheet,
  SearchPosition,
  SearchSheet,
} from '#libs/contracts';

export const SEARCHED_FOR: readonly AlertKind[] = ['missingPerson', 'wandering'];
/** Resolved means found: from then on nobody is followed. */
export const SEARCHING_STATES: readonly AlertState[] = ['raised', 'claimed'];

/** A position older than this is no help to anybody who runs. */
const FRESH_MS = 5 * 60_000;

export interface Sighting {
  lng: number;
  lat: number;
  at: Date;
  accuracyM: number | null;
  deviceName: string;
}

export interface SearchFacts {
  alertId: string;
  number: string;
  state: AlertState;
  raisedAt: Date;
  /** Server time: every deadline counts from here. */
  receivedAt: Date;
  person: { name: string | null; sex: 'male' | 'female' | null; age: number | null; dialect: string | null };
  photoUrl: string | null;
  details: MissingDetails;
  /** Newest first. */
  sightings: readonly Sighting[];
  lastDoorEvent: { at: Date; deviceName: string } | null;
  policeCalled: boolean;
  /** How long they may be searched for without 110, in ms. */
  policeAfterMs: number;
  hotline: string | null;
  now: Date;
}

/** `format` writes a moment as it crosses the wire. */
export function searchSheet(facts: SearchFacts, format: (time: Date) => string): SearchSheet {
  const { details, person, now } = facts;
  const open = SEARCHING_STATES.includes(facts.state);
  // Whoever was found is not followed any more, not by their past ways either.
  const positions = open ? facts.sightings.map((sighting) => positionOf(sighting, now, format)) : [];
  return {
    alertId: facts.alertId,
    number: facts.number,
    name: person.name ?? '',
    sex: person.sex,
    age: person.age,
    photoUrl: facts.photoUrl,
    heightCm: details.heightCm ?? null,
    clothes: details.clothes ?? null,
    dialect: details.dialect ?? person.dialect,
    features: details.features ?? null,
    missingSince: details.lastSeenAt ?? format(facts.raisedAt),
    lastSeenPlace: details.lastSeenPlace ?? null,
    placesSought: details.placesSought ?? [],
    lastPosition: positions[0] ?? null,
    positions,
    lastDoorEvent: facts.lastDoorEvent && {
      at: format(facts.lastDoorEvent.at),
      device: facts.lastDoorEvent.deviceName,
    },
    policeDueAt: policeDueAt(facts, open, format),
    hotline: facts.hotline,
    open,
  };
}

/** Some time (a quarter of an hour) after the alert, or at once where nobody knows where they are; null once 110 was called. */
function policeDueAt(facts: SearchFacts, open: boolean, format: (time: Date) => string): string | null {
  if (!open || facts.policeCalled) return null;
  const [last] = facts.sightings;
  const isFresh = last !== undefined && facts.now.getTime() - last.at.getTime() <= FRESH_MS;
  return format(new Date(facts.receivedAt.getTime() + (isFresh ? facts.policeAfterMs : 0)));
}

const positionOf = (
  { lng, lat, at, accuracyM, deviceName }: Sighting,
  now: Date,
  format: (time: Date) => string,
): SearchPosition => ({
  lng,
  lat,
  at: format(at),
  accuracyM,
  ageSeconds: Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000)),
  source: deviceName,
});

/** For searchers with a link: what helps to recognise and to find, nothing of the case, the home or its devices. */
export function publicSearchSheet(sheet: SearchSheet): PublicSearchSheet {
  const { name, sex, age, photoUrl, heightCm, clothes, dialect, features, missingSince, lastSeenPlace } = sheet;
  const { placesSought, lastPosition, positions, hotline, open } = sheet;
  return {
    name,
    sex,
    age,
    photoUrl,
    heightCm,
    clothes,
    dialect,
    features,
    missingSince,
    lastSeenPlace,
    placesSought,
    lastPosition,
    positions,
    hotline,
    open,
  };
}

/** What is told later stands beside what was told before; a list replaces the one before it. */
export const withDetails = (known: MissingDetails, told: MissingDetails): MissingDetails => ({ ...known, ...told });
