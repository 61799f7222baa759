// Contacts of a made-up elder: who decides, who comes, who holds a key.
import type { SeededRandom } from '../../../simulator/src/seeded-random.ts';
import { youngerName, type Sex } from './made-up-names.ts';

export interface Contact {
  name: string;
  relation: string;
  phone: string;
  /** Place in the order to decide and in the order to come, from 1; null if not in it. */
  decideOrder: number | null;
  comeOrder: number | null;
  minutesAway: number;
  holdsKey: boolean;
}

interface Person {
  number: number;
  name: string;
  sex: Sex;
  age: number;
  living: string;
  isVillage: boolean;
}

interface Relation {
  relation: string;
  sex: Sex;
  minutesAway: [least: number, most: number];
  decides: boolean;
}

/** One to three contacts: family decides, whoever is nearest comes first. */
export function contactsOf(random: SeededRandom, elder: Person): Contact[] {
  const near: Relation[] = [
    { relation: '邻居', sex: random.chance(0.5) ? 'male' : 'female', minutesAway: [1, 5], decides: false },
    { relation: elder.isVillage ? '村社助老员' : '网格员', sex: 'female', minutesAway: [5, 15], decides: false },
  ];
  const count = elder.living === 'alone' || elder.living === 'leftBehind' ? random.int(2, 3) : random.int(1, 3);
  const relations = [familyOf(random, elder), random.pick(near), familyOf(random, elder)].slice(0, count);
  const contacts = relations.map((relation, at): Contact & { decides: boolean } => {
    const isChild = relation.relation === '儿子' || relation.relation === '女儿';
    const surname = isChild && elder.sex === 'male' ? elder.name.slice(0, 1) : undefined;
    return {
      name: youngerName(random, relation.sex, surname),
      relation: relation.relation,
      phone: `1540${String(elder.number * 10 + at + 1_000_000)}`,
      decideOrder: null,
      comeOrder: null,
      minutesAway: random.int(...relation.minutesAway),
      holdsKey: random.chance(relation.decides ? 0.7 : 0.4),
      decides: relation.decides,
    };
  });
  contacts.filter((contact) => contact.decides).forEach((contact, at) => (contact.decideOrder = at + 1));
  [...contacts]
    .sort((a, b) => a.minutesAway - b.minutesAway)
    .filter((contact) => contact.minutesAway <= 60)
    .forEach((contact, at) => (contact.comeOrder = at + 1));
  return contacts.map(({ decides: _, ...contact }) => contact);
}

function familyOf(random: SeededRandom, elder: Person): Relation {
  const sex: Sex = random.chance(0.5) ? 'male' : 'female';
  const relation = random.chance(0.85) ? (sex === 'male' ? '儿子' : '女儿') : sex === 'male' ? '侄子' : '外甥女';
  const away: [number, number] =
    elder.living === 'withChildren' ? [1, 10] : elder.living === 'leftBehind' ? [120, 600] : [10, 90];
  return { relation, sex, minutesAway: away, decides: true };
}
