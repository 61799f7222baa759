// The card that is read aloud to 120: made of the case, its people and their home. It opens sealed data, and leaves a trace.
import { Inject, Injectable } from '@nestjs/common';
import {
  NoteOnAlert,
  RescueSituations,
  rescueCard,
  type ActorRef,
  type Patient,
  type RescueSituation,
} from '#libs/alerts';
import type { ElderCardPerson, RescueCard } from '#libs/contracts';
import { Elders, UNREADABLE } from '#libs/elders';
import { Audit, type Actor } from '#libs/identity';
import { Homes, PlaceNames, Territories } from '#libs/places';
import { Database, SETTINGS, type Settings } from '#libs/platform';

@Injectable()
export class OpenRescueCard {
  constructor(
    private readonly database: Database,
    private readonly territories: Territories,
    private readonly situations: RescueSituations,
    private readonly elders: Elders,
    private readonly homes: Homes,
    private readonly places: PlaceNames,
    private readonly notes: NoteOnAlert,
    private readonly audit: Audit,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** For the holder of the claim; throws the same as RescueSituations.of(). */
  async open(actor: Actor, alertId: string): Promise<RescueCard> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const ref: ActorRef = { accountId: actor.accountId, territory };
    const situation = await this.situations.of(alertId, ref);
    const residents = await this.residentsOf(situation);
    const known = situation.elderIds.length > 0;
    const ids = known ? situation.elderIds : residents;
    // The trace is committed before anything sealed is read.
    await this.leaveTrace(ref, alertId, ids);
    const [people, homes, names] = await Promise.all([
      this.elders.card(ids, true),
      this.homes.byIds(situation.homeId ? [situation.homeId] : []),
      this.places.of(situation.communityCode),
    ]);
    const home = situation.homeId ? homes.get(situation.homeId) : undefined;
    const { reported } = situation;
    return rescueCard({
      ...situation,
      patients: people.length > 0 ? people.map(patientOf) : reported ? [{ ...NOBODY, ...sexAndAge(reported) }] : [],
      othersAtHome: known ? residents.filter((id) => !situation.elderIds.includes(id)).length : 0,
      place: {
        ...names,
        address: home?.address ?? reported?.address ?? null,
        floor: home?.floor ?? null,
        hasLift: home?.hasLift ?? null,
        location: situation.location ?? home?.location ?? null,
      },
      callback: this.settings.CENTRE_PHONE,
    });
  }

  private async residentsOf({ homeId, raisedAt }: RescueSituation): Promise<string[]> {
    if (!homeId) return [];
    return ((await this.elders.residentsOf([homeId], raisedAt)).get(homeId) ?? []).map(({ id }) => id);
  }

  private async leaveTrace(ref: ActorRef, alertId: string, elders: string[]): Promise<void> {
    await this.audit.record(this.database, {
      accountId: ref.accountId,
      action: 'rescueCardOpened',
      subject: `alert:${alertId}`,
      data: { elders },
    });
    await this.notes.cardOpened(alertId, ref);
  }
}

const NOBODY: Patient = {
  sex: null,
  age: null,
  living: null,
  conditions: [],
  medication: [],
  allergies: [],
  doorNotes: null,
};

const sexAndAge = ({ sex, age }: Pick<Patient, 'sex' | 'age'>): Pick<Patient, 'sex' | 'age'> => ({ sex, age });

/** What cannot be read is not known. */
function patientOf({ sex, age, living, sensitive }: ElderCardPerson): Patient {
  const readable = (items: string[] | undefined): string[] => (items ?? []).filter((item) => item !== UNREADABLE);
  const [doorNotes = null] = readable(sensitive?.doorAndKeyNotes ? [sensitive.doorAndKeyNotes] : []);
  return {
    sex,
    age,
    living,
    conditions: readable(sensitive?.conditions),
    medication: readable(sensitive?.medication),
    allergies: readable(sensitive?.allergies),
    doorNotes,
  };
}
