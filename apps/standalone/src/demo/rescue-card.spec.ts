// Every elder and every home of the demo county, for every kind of emergency: no empty place, and read in 20 seconds.
import { describe, expect, it } from '@jest/globals';
import { MOST_SPOKEN, rescueCard, spokenLength, type Patient, type RescueFacts } from '#libs/alerts';
import { RESCUE_CARD_PARTS, type AlertKind } from '#libs/contracts';
import { buildDemoCounty } from './demo-county.ts';
import type { Elder } from './people.ts';

const P1: AlertKind[] = [
  'sos',
  'fall',
  'smoke',
  'gas',
  'co',
  'unknownDistress',
  'phoneCall',
  'missingPerson',
  'wandering',
];
const county = buildDemoCounty();
const divisions = new Map(county.divisions.map((division) => [division.code, division]));
const residents = new Map<string, Elder[]>();
for (const elder of county.elders) residents.set(elder.homeId, [...(residents.get(elder.homeId) ?? []), elder]);

const patientOf = (elder: Elder): Patient => ({
  sex: elder.sex,
  age: 2026 - Number(elder.birthDate.slice(0, 4)),
  living: elder.living,
  conditions: elder.conditions,
  medication: elder.medication,
  allergies: elder.allergies,
  doorNotes: elder.doorNotes,
});

/** As the card is opened: an own device names its wearer, a device of a shared home nobody in particular. */
function* everyCase(): Generator<Omit<RescueFacts, 'kind'>> {
  for (const home of county.homes) {
    const community = divisions.get(home.communityCode);
    const people = residents.get(home.id) ?? [];
    const base = {
      alertId: home.id,
      severity: 'P1' as const,
      state: 'claimed' as const,
      drill: false,
      place: {
        town: divisions.get(community?.managedBy ?? '')?.name ?? null,
        community: community?.name ?? null,
        address: `${home.street} ${home.door}`,
        floor: home.floor,
        hasLift: home.hasLift,
        location: home.location,
      },
      voice: false,
      real: false,
      helpers: { onScene: 0, onTheWay: 1 },
      rescueCalled: false,
      callback: '0579-87651234',
    };
    for (const elder of people) yield { ...base, patients: [patientOf(elder)], othersAtHome: people.length - 1 };
    if (people.length !== 1) yield { ...base, patients: people.map(patientOf), othersAtHome: 0 };
  }
}

describe('The demo county', () => {
  it('has a card for every emergency of every elder and every home, without an empty place and within 20 seconds', () => {
    const faults: string[] = [];
    let cases = 0;
    for (const facts of everyCase()) {
      for (const kind of P1) {
        cases++;
        const card = rescueCard({ ...facts, kind });
        const empty = RESCUE_CARD_PARTS.filter(
          (part) => !card.lines.some((line) => line.part === part && spokenLength(line.text) > 0),
        );
        if (empty.length > 0 || /null|undefined|：。/.test(card.text)) faults.push(`empty: ${card.text}`);
        if (spokenLength(card.text) > MOST_SPOKEN) faults.push(`${spokenLength(card.text)}: ${card.text}`);
      }
    }
    expect(cases).toBeGreaterThan(county.elders.length * P1.length);
    expect(faults.slice(0, 10)).toEqual([]);
  });
});
