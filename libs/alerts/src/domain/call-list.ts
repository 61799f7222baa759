// Whom to call about a case, and in which order (domain rules 2 and 5): the device's own voice, then the elder, whoever
// called, a neighbour, those who come, those who decide; the elder's own best channel first. Pure.
import type { CallChannel, CallListEntry } from '#libs/contracts';

export interface ListedPhone {
  /** As it is written. */
  number: string;
  /** In the form that is compared; empty if nobody can read it. */
  plain: string;
  mobile: boolean;
}

export interface ListedContact {
  id: string;
  name: string;
  relation: string;
  phone: ListedPhone | null;
  comeOrder: number | null;
  decideOrder: number | null;
  minutesAway: number | null;
  holdsKey: boolean;
}

/** The elder of the case first, then others of the case, then whoever lives there. */
export interface ListedElder {
  id: string;
  name: string;
  /** How this person is reached best: a channel, or null. */
  firstChannel: string | null;
  phones: readonly ListedPhone[];
  contacts: readonly ListedContact[];
}

export interface ListedDevice {
  key: string;
  name: string;
  /** The one that opened the case. */
  pressed: boolean;
  /** Heard of lately. */
  alive: boolean;
}

export interface ListedCaller {
  name: string | null;
  relation: string | null;
  phone: ListedPhone | null;
}

export interface CallEntry {
  key: string;
  channel: CallChannel;
  group: CallListEntry['group'];
  name: string;
  relation: string | null;
  number: ListedPhone | null;
  elderId: string | null;
  contactId: string | null;
  deviceKey: string | null;
  minutesAway: number | null;
  holdsKey: boolean;
}

export interface Callable {
  elders: readonly ListedElder[];
  devices: readonly ListedDevice[];
  caller: ListedCaller | null;
}

const NEIGHBOUR = /邻居|邻里|neighbou?r/i;
const OWN_ORDER: readonly CallChannel[] = ['deviceVoice', 'landline', 'mobile'];

const person = { elderId: null, contactId: null, deviceKey: null, number: null, minutesAway: null, holdsKey: false };

export function callListOf({ elders, devices, caller }: Callable): CallEntry[] {
  const first = elders[0]?.firstChannel ?? null;
  const own = [...devicesOf(devices), ...elders.flatMap(phonesOf)];
  const contacts = onceEach(elders.flatMap((elder) => elder.contacts));
  const neighbours = byOrder(contacts.filter(isNeighbour), 'comeOrder').map((one) => entryOf(one, 'come', 'neighbour'));
  const rest = [
    ...(caller ? [callerOf(caller)] : []),
    ...(first === 'neighbour' ? [] : neighbours),
    ...byOrder(
      contacts.filter((one) => one.comeOrder !== null && !isNeighbour(one)),
      'comeOrder',
    ).map((one) => entryOf(one, 'come')),
    ...byOrder(
      contacts.filter((one) => one.decideOrder !== null),
      'decideOrder',
    ).map((one) => entryOf(one, 'decide')),
  ];
  return distinct([...(first === 'neighbour' ? neighbours : []), ...ownFirst(own, first), ...rest]);
}

/** The elder's best channel leads; the others keep their order, and people theirs within a channel. */
function ownFirst(own: CallEntry[], first: string | null): CallEntry[] {
  const rank = ({ channel }: CallEntry): number => (channel === first ? -1 : OWN_ORDER.indexOf(channel));
  return own
    .map((entry, at) => ({ entry, at }))
    .sort((a, b) => rank(a.entry) - rank(b.entry) || a.at - b.at)
    .map(({ entry }) => entry);
}

const devicesOf = (devices: readonly ListedDevice[]): CallEntry[] =>
  [...devices]
    .sort((a, b) => Number(b.pressed) - Number(a.pressed) || Number(b.alive) - Number(a.alive))
    .map(({ key, name }) => ({
      ...person, key: `device:${key}`, channel: 'deviceVoice', group: 'elder', name, relation: null, deviceKey: key,
    })); // prettier-ignore

const phonesOf = (elder: ListedElder): CallEntry[] =>
  elder.phones.map((number, at) => ({
    ...person, key: `elder:${elder.id}:${at + 1}`, channel: number.mobile ? 'mobile' : 'landline', group: 'elder',
    name: elder.name, relation: null, number, elderId: elder.id,
  })); // prettier-ignore

const callerOf = ({ name, relation, phone }: ListedCaller): CallEntry => ({
  ...person, key: 'caller', channel: phone?.mobile === false ? 'landline' : 'mobile', group: 'caller', name: name ?? '',
  relation, number: phone,
}); // prettier-ignore

/** Who comes and decides as well stands in both groups, under two keys. */
const entryOf = (one: ListedContact, group: 'come' | 'decide', channel: CallChannel = 'contact'): CallEntry => ({
  ...person, key: `contact:${one.id}`, channel, group, name: one.name, relation: one.relation, number: one.phone,
  contactId: one.id, minutesAway: one.minutesAway, holdsKey: one.holdsKey,
}); // prettier-ignore

const isNeighbour = ({ relation }: ListedContact): boolean => NEIGHBOUR.test(relation);

const byOrder = (contacts: readonly ListedContact[], order: 'comeOrder' | 'decideOrder'): ListedContact[] =>
  [...contacts].sort((a, b) => (a[order] ?? Infinity) - (b[order] ?? Infinity));

/** A couple has its children together: one number is one call. What nobody can read is shown each time. */
function onceEach(contacts: readonly ListedContact[]): ListedContact[] {
  const seen = new Set<string>();
  return contacts.filter(({ phone }) => {
    if (!phone || phone.plain === '') return true;
    if (seen.has(phone.plain)) return false;
    seen.add(phone.plain);
    return true;
  });
}

function distinct(entries: CallEntry[]): CallEntry[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    const key = seen.has(entry.key) ? `${entry.key}:${entry.group}` : entry.key;
    seen.add(key);
    return { ...entry, key };
  });
}

/** Whom an order means. */
export interface CallTarget {
  channel: CallChannel;
  entry?: string;
  elderId?: string;
  contactId?: string;
}

/** The entry that an order means: by its key, its contact, or the first of its person and channel; undefined if none. */
export function entryMeant(target: CallTarget, list: readonly CallEntry[]): CallEntry | undefined {
  if (target.entry !== undefined) return list.find(({ key }) => key === target.entry);
  if (target.contactId !== undefined) return list.find(({ contactId }) => contactId === target.contactId);
  if (target.channel === 'incoming') return list.find(({ key }) => key === 'caller');
  return list.find(
    (entry) =>
      entry.group === 'elder' &&
      entry.channel === target.channel &&
      // A device is the home's; a number is somebody's.
      (target.elderId === entry.elderId || entry.deviceKey !== null),
  );
}
