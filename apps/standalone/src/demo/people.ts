// Homes, elders and contacts of the demo county. Nobody here exists: numbers, phones and names are made up by seed.
import { seededRandom } from '../../../simulator/src/seeded-random.ts';
import { contactsOf, type Contact } from './contacts.ts';
import { demoId } from './demo-ids.ts';
import { fictitiousIdNumber } from './id-number.ts';
import { DEMENTIA, doorNote, healthOf, reachOf, type Health, type Reach } from './elder-traits.ts';
import { elderName, type Sex } from './made-up-names.ts';
import { buildHomes, type Home } from './homes.ts';
import type { Community } from './territory.ts';

export const ELDERS = 5_000;
/** Of homes, how many are shared by two elders. */
export const SHARED_HOMES = 0.25;

export type Living = 'alone' | 'emptyNest' | 'withChildren' | 'leftBehind' | 'other';

export interface Elder extends Health {
  id: string;
  homeId: string;
  name: string;
  pinyin: string;
  sex: Sex;
  /** YYYY-MM-DD. */
  birthDate: string;
  idNumber: string;
  phones: string[];
  living: Living;
  categories: string[];
  reach: Reach;
  /** 易走失. */
  proneToWander: boolean;
  doorNotes: string | null;
  contacts: Contact[];
}

export interface Population {
  homes: Home[];
  elders: Elder[];
}

/** The wearers of the four named pendants: each lives alone in the home of the same place in the list. */
export const LONE_WEARERS: readonly { name: string; pinyin: string; sex: Sex; birthDate: string }[] = [
  { name: '王秀珍', pinyin: 'wangxiuzhen', sex: 'female', birthDate: '1943-04-12' },
  { name: '陈金生', pinyin: 'chenjinsheng', sex: 'male', birthDate: '1946-09-03' },
  { name: '何桂英', pinyin: 'heguiying', sex: 'female', birthDate: '1939-01-25' },
  { name: '蓝根荣', pinyin: 'langenrong', sex: 'male', birthDate: '1948-11-08' },
];

/** The year that ages, and so categories and ability, are reckoned for. */
const YEAR = 2026;

export function buildPopulation(seed: string, communities: Community[]): Population {
  const homeCount = Math.round(ELDERS / (1 + SHARED_HOMES));
  const homes = buildHomes(seededRandom(`${seed}/homes`), communities, homeCount, LONE_WEARERS.length);
  const shared = sharedHomes(seed, homes, ELDERS - homeCount);
  const elders: Elder[] = [];
  const bornThatDay = new Map<string, number>();
  for (const home of homes) {
    for (const place of shared.has(home.id) ? (['first', 'second'] as const) : (['only'] as const)) {
      const elder = buildElder(seed, elders.length + 1, home, place);
      const order = bornThatDay.get(elder.birthDate) ?? 0;
      bornThatDay.set(elder.birthDate, order + 1);
      // A couple has its children together.
      const contacts = place === 'second' ? elders.at(-1)?.contacts : undefined;
      elders.push({
        ...elder,
        idNumber: fictitiousIdNumber(elder.birthDate, order, elder.sex),
        contacts: contacts ?? elder.contacts,
      });
    }
  }
  return { homes, elders };
}

function sharedHomes(seed: string, homes: Home[], count: number): Set<string> {
  const candidates = homes.slice(LONE_WEARERS.length);
  const chosen = seededRandom(`${seed}/shared`).shuffled(candidates).slice(0, count);
  return new Set(chosen.map((home) => home.id));
}

function buildElder(
  seed: string,
  number: number,
  home: Home,
  place: 'only' | 'first' | 'second',
): Omit<Elder, 'idNumber'> {
  const random = seededRandom(`${seed}/elder/${number}`);
  const lone = LONE_WEARERS[number - 1];
  // A couple is a man and a woman in that order; fewer men among those left alone.
  const sex: Sex = place === 'first' ? 'male' : place === 'second' ? 'female' : random.chance(0.38) ? 'male' : 'female';
  const age = 60 + Math.floor(38 * random.next() ** 2.2);
  const month = String(random.int(1, 12)).padStart(2, '0');
  const person = lone ?? {
    ...elderName(random, sex),
    sex,
    birthDate: `${YEAR - age}-${month}-${String(random.int(1, 28)).padStart(2, '0')}`,
  };
  const years = YEAR - Number(person.birthDate.slice(0, 4));
  const living: Living = lone ? 'alone' : livingOf(random.next(), place !== 'only');
  const health = healthOf(random, years);
  const phones = phonesOf(number, random.next(), lone !== undefined);
  return {
    id: demoId('elder', number),
    homeId: home.id,
    ...person,
    phones,
    living,
    categories: categoriesOf(random.next(), years, living, health.abilityLevel),
    reach: reachOf(random, { age: years, inVillage: home.isVillage, phones }),
    ...health,
    // Drawn from nothing of their own, so that nobody else changes.
    proneToWander: health.conditions.includes(DEMENTIA) && number % 2 === 1,
    doorNotes: doorNote(random, lone !== undefined),
    contacts: contactsOf(random, {
      number,
      name: person.name,
      sex: person.sex,
      age: years,
      living,
      isVillage: home.isVillage,
    }),
  };
}

function livingOf(draw: number, isShared: boolean): Living {
  if (isShared) return draw < 0.75 ? 'emptyNest' : 'withChildren';
  if (draw < 0.45) return 'alone';
  if (draw < 0.82) return 'withChildren';
  return draw < 0.94 ? 'leftBehind' : 'other';
}

/** Mobile 154…: a range given to no operator. Landline 0579 0…: no local number begins with 0. */
function phonesOf(number: number, draw: number, always: boolean): string[] {
  const mobile = `15400${String(number).padStart(6, '0')}`;
  const landline = `05790${String(number).padStart(7, '0')}`;
  if (always) return [mobile, landline];
  if (draw < 0.08) return [];
  if (draw < 0.2) return [landline];
  return draw < 0.38 ? [mobile, landline] : [mobile];
}

function categoriesOf(draw: number, age: number, living: Living, abilityLevel: number): string[] {
  const categories: string[] = [];
  if (draw < 0.02) categories.push('destitute');
  else if (draw < 0.08) categories.push('lowIncome');
  else if (draw < 0.12) categories.push('nearLowIncome');
  else if (draw < 0.14) categories.push('specialFamily');
  if (age >= 80) categories.push('aged80');
  if (abilityLevel >= 3) categories.push('disabled');
  if (abilityLevel === 4) categories.push('severelyDisabled');
  if (living === 'leftBehind') categories.push('leftBehind');
  return categories;
}
