// What is needed to register an elder: plain values, sealed on the way in.

export interface NewContact {
  name: string;
  relation: string;
  phone: string;
  /** Place in the order to decide (1 = guardian or main family member); null if not in it. */
  decideOrder: number | null;
  /** Place in the order to come. */
  comeOrder: number | null;
  minutesAway: number | null;
  holdsKey: boolean;
}

export interface NewElder {
  /** Made here when absent. */
  id?: string;
  name: string;
  /** Lower case, without tones or spaces: `wangxiaohong`. */
  pinyin: string;
  sex: 'male' | 'female';
  /** `YYYY-MM-DD`. */
  birthDate: string;
  idNumber: string | null;
  phones: string[];
  living: 'alone' | 'emptyNest' | 'withChildren' | 'leftBehind' | 'institution' | 'other';
  categories: string[];
  abilityLevel: 0 | 1 | 2 | 3 | 4 | null;
  /** Known to get lost (易走失); absent: no. */
  proneToWander?: boolean;
  reach: { hearing: string | null; speech: string | null; dialect: string | null; firstChannel: string | null };
  conditions: string[];
  allergies: string[];
  medication: string[];
  bloodType: string | null;
  doorAndKeyNotes: string | null;
  /** Where the elder lives since when; null if no home is known. */
  home: { id: string; since: Date } | null;
  contacts: NewContact[];
}
