// What the operator writes down when somebody phones, and the order that it becomes. Pure.
import type { ElderListItem, MissingDetails, RaiseOrder, ReportedPerson } from '#libs/contracts';

export interface MissingDraft {
  /** As a field of date and time gives it, local: `2026-03-01T10:00`. */
  lastSeenAt: string;
  lastSeenPlace: string;
  heightCm: string;
  clothes: string;
  features: string;
  dialect: string;
  /** One place a line, or parted by 、 ; ； */
  placesSought: string;
}

export interface RaiseDraft {
  kind: RaiseOrder['kind'];
  elder: Pick<ElderListItem, 'id' | 'name'> | null;
  name: string;
  sex: '' | 'male' | 'female';
  age: string;
  address: string;
  divisionCode: string;
  callerName: string;
  callerPhone: string;
  callerRelation: string;
  missing: MissingDraft;
  note: string;
}

export const RAISE_KINDS = [
  'phoneCall',
  'welfareCheck',
  'missingPerson',
] as const satisfies readonly RaiseOrder['kind'][];

// prettier-ignore
export const noMissing = (): MissingDraft => ({
  lastSeenAt: '', lastSeenPlace: '', heightCm: '', clothes: '', features: '', dialect: '', placesSought: '',
});

// prettier-ignore
export const emptyDraft = (): RaiseDraft => ({
  kind: 'phoneCall', elder: null, name: '', sex: '', age: '', address: '', divisionCode: '', callerName: '',
  callerPhone: '', callerRelation: '', missing: noMissing(), note: '',
});

export type RaiseFault = 'who' | 'age' | 'phone' | 'height' | 'lastSeenAt';

const wholeBetween = (text: string, least: number, most: number): boolean =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

export function missingFaults(told: MissingDraft): RaiseFault[] {
  const faults: RaiseFault[] = [];
  if (told.heightCm.trim() !== '' && !wholeBetween(told.heightCm, 50, 250)) faults.push('height');
  if (told.lastSeenAt !== '' && zoned(told.lastSeenAt) === null) faults.push('lastSeenAt');
  return faults;
}

/** What must be mended before the case can be raised: somebody known, or a name or a place to go to. */
export function raiseFaults(draft: RaiseDraft): RaiseFault[] {
  const faults: RaiseFault[] = [];
  if (!draft.elder && draft.name.trim() === '' && draft.address.trim() === '') faults.push('who');
  if (!draft.elder && draft.age.trim() !== '' && !wholeBetween(draft.age, 0, 130)) faults.push('age');
  if (draft.callerPhone.trim() !== '' && !/^[+0-9() -]{3,24}$/.test(draft.callerPhone.trim())) faults.push('phone');
  return draft.kind === 'missingPerson' ? [...faults, ...missingFaults(draft.missing)] : faults;
}

/** The service lives in one zone. */
function zoned(local: string): string | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? `${local}:00+08:00` : null;
}

const told = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined),
  ) as Partial<T>;

export const placesOf = (text: string): string[] =>
  text
    .split(/[\n、;；]/)
    .map((place) => place.trim())
    .filter((place) => place !== '');

/** Only what was told; what is left out stays as it is. */
export function missingDetails(draft: MissingDraft): MissingDetails {
  const places = placesOf(draft.placesSought);
  return told({
    lastSeenAt: draft.lastSeenAt === '' ? '' : (zoned(draft.lastSeenAt) ?? ''),
    lastSeenPlace: draft.lastSeenPlace.trim(),
    heightCm: draft.heightCm.trim() === '' ? undefined : Number(draft.heightCm),
    clothes: draft.clothes.trim(),
    features: draft.features.trim(),
    dialect: draft.dialect.trim(),
    placesSought: places.length > 0 ? places : undefined,
  });
}

function reportedOf(draft: RaiseDraft): Partial<ReportedPerson> {
  return told({
    name: draft.name.trim(),
    sex: draft.sex === '' ? null : draft.sex,
    age: draft.age.trim() === '' ? null : Number(draft.age),
    address: draft.address.trim(),
  });
}

/** `requestId` makes a repeat of the same dialog the same case. */
export function raiseOrder(draft: RaiseDraft, requestId: string, incomingCallId: string | null): RaiseOrder {
  const caller = told({
    name: draft.callerName.trim(),
    phone: draft.callerPhone.trim(),
    relation: draft.callerRelation.trim(),
  });
  const missing = draft.kind === 'missingPerson' ? missingDetails(draft.missing) : {};
  const note = draft.note.trim();
  return {
    kind: draft.kind,
    requestId,
    ...(draft.elder
      ? { elderId: draft.elder.id }
      : { reported: reportedOf(draft), ...(draft.divisionCode === '' ? {} : { divisionCode: draft.divisionCode }) }),
    ...(Object.keys(caller).length > 0 ? { caller } : {}),
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
    ...(incomingCallId === null ? {} : { incomingCallId }),
    ...(note === '' ? {} : { note }),
  };
}
