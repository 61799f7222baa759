// Homes and elders of the demo county, written through places and elders, which know how personal data is sealed.
import { PersonalData, RegisterElders, type NewElder } from '#libs/elders';
import { Homes } from '#libs/places';
import type { Database, SealedText, Tx } from '#libs/platform';
import type { Elder, Population } from './people.ts';

const LIVING_THERE_SINCE = new Date('2015-01-01T00:00:00+08:00');
const BATCH = 1_000;

export async function writePeople(tx: Tx, database: Database, sealed: SealedText, people: Population): Promise<void> {
  await new Homes(database, sealed).add(people.homes, tx);
  const registry = new RegisterElders(database, new PersonalData(sealed));
  for (let from = 0; from < people.elders.length; from += BATCH) {
    await registry.register(people.elders.slice(from, from + BATCH).map(newElder), tx);
  }
}

const newElder = ({ homeId, doorNotes, ...elder }: Elder): NewElder => ({
  ...elder,
  doorAndKeyNotes: doorNotes,
  home: { id: homeId, since: LIVING_THERE_SINCE },
});
