// The demo county reproduces the plan's figures, is the same at every build and concerns nobody who exists.
import { describe, expect, it } from '@jest/globals';
import { NAMED_PENDANTS, UNREGISTERED_DEVICE } from '../../../simulator/src/fleet.ts';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { buildDemoCounty } from './demo-county.ts';
import { NOWHERE, checkCharacter } from './id-number.ts';
import { wuyiFigures } from './plan-figures.ts';
import { HUSHAN_CODE } from './wuyi-townships.ts';

const built = buildDemoCounty();
const county = {
  ...built,
  devices: built.devices.map((device) => ({
    ...device,
    elderId: 'elderId' in device.place ? device.place.elderId : null,
    homeId: 'homeId' in device.place ? device.place.homeId : null,
  })),
};
const figures = wuyiFigures();
const homeById = new Map(county.homes.map((home) => [home.id, home]));
const elderById = new Map(county.elders.map((elder) => [elder.id, elder]));
const isInHushan = (code: string): boolean => code.startsWith(HUSHAN_CODE.slice(0, 9));
const residentsOf = (homeId: string) => county.elders.filter((elder) => elder.homeId === homeId);

describe('The demo county', () => {
  it('has as many facilities of every type as the plan says, and 18 institutions', () => {
    const counted: Record<string, number> = {};
    for (const { type } of county.facilities) counted[type] = (counted[type] ?? 0) + 1;
    expect(counted).toEqual({ ...figures.facilities, careInstitution: 18 });
  });

  it('has the communities and villages of the plan, managed by real townships', () => {
    const units = county.divisions.filter((division) => division.level === 'community');
    expect(units.filter((unit) => unit.setting === 'rural')).toHaveLength(figures.villages);
    expect(units.filter((unit) => unit.name.endsWith('社区'))).toHaveLength(figures.communities);
    const townships = new Set(county.divisions.filter((one) => one.level === 'subdistrict').map((one) => one.code));
    expect(townships.size).toBe(18);
    expect(units.every((unit) => unit.managedBy !== null && townships.has(unit.managedBy))).toBe(true);
  });

  it('covers as many villages with a home care centre as the plan published', () => {
    const centres = county.facilities.filter((facility) => facility.type === 'homeCareCentre');
    const covered = new Set(centres.map((facility) => facility.divisionCode));
    const villages = county.divisions.filter((division) => division.setting === 'rural').map(({ code }) => code);
    const share = villages.filter((code) => covered.has(code)).length / villages.length;
    expect(Math.round(share * 1000) / 1000).toBe(figures.villageCoverage);
  });

  it('follows the plan when the plan changes', () => {
    const changed = { ...figures, villages: 100, facilities: { ...figures.facilities, homeCareCentre: 40 } };
    const other = buildDemoCounty('other', changed);
    expect(other.divisions.filter((division) => division.setting === 'rural')).toHaveLength(100);
    expect(other.facilities.filter((facility) => facility.type === 'homeCareCentre')).toHaveLength(40);
  });

  it('gives every division a code and a name of its own below its township', () => {
    expect(new Set(county.divisions.map((division) => division.code)).size).toBe(county.divisions.length);
    expect(new Set(county.divisions.map((division) => division.name)).size).toBe(county.divisions.length);
    for (const unit of county.divisions.filter((division) => division.level === 'community')) {
      expect(unit.code).toMatch(unit.name.endsWith('村') ? /^330723\d{3}[23]\d{2}$/ : /^330723\d{3}0\d{2}$/);
      expect(unit.code.slice(0, 9)).toBe(unit.managedBy?.slice(0, 9));
    }
  });

  it('lies within the borders of 武义县', () => {
    const outside = [...county.homes, ...county.facilities].filter(
      ({ location: { lng, lat } }) => !(lng > 119.45 && lng < 119.97 && lat > 28.51 && lat < 29.05),
    );
    expect(outside).toEqual([]);
  });

  it('is the same at every build, and another one with another seed', () => {
    const text = JSON.stringify(built);
    expect(JSON.stringify(buildDemoCounty()) === text).toBe(true);
    expect(JSON.stringify(buildDemoCounty('another')) === text).toBe(false);
  });
});

describe('The elders of the demo county', () => {
  it('are 5 000, in homes of which a quarter is shared by two', () => {
    expect(county.elders).toHaveLength(5_000);
    const residents = new Map<string, number>();
    for (const { homeId } of county.elders) residents.set(homeId, (residents.get(homeId) ?? 0) + 1);
    expect(residents.size).toBe(county.homes.length);
    expect([...residents.values()].filter((count) => count === 2)).toHaveLength(county.homes.length / 4);
    expect(Math.max(...residents.values())).toBe(2);
  });

  it('do not live alone where two share a home', () => {
    const homes = county.elders.map((elder) => elder.homeId);
    const shared = new Set(homes.filter((id, at) => homes.indexOf(id) !== at));
    expect(county.elders.filter((elder) => elder.living === 'alone' && shared.has(elder.homeId))).toEqual([]);
  });

  it('have id numbers with a right checksum from a region that does not exist, each its own', () => {
    const wrong = county.elders.filter(
      ({ idNumber, birthDate, sex }) =>
        !/^\d{17}[\dX]$/.test(idNumber) ||
        idNumber.slice(0, 14) !== NOWHERE + birthDate.replaceAll('-', '') ||
        Number(idNumber[16]) % 2 !== (sex === 'male' ? 1 : 0) ||
        checkCharacter(idNumber.slice(0, 17)) !== idNumber[17],
    );
    expect(wrong).toEqual([]);
    // Province codes of GB/T 2260 end at 91 (and 81 to 83 are the residence permits').
    expect(Number(NOWHERE.slice(0, 2))).toBeGreaterThan(91);
    expect(new Set(county.elders.map((elder) => elder.idNumber)).size).toBe(county.elders.length);
    // The example that GB 11643 itself gives.
    expect(checkCharacter('11010519491231002')).toBe('X');
  });

  it('and their contacts have phones that no operator gave to anybody', () => {
    const phones = county.elders.flatMap((elder) => [
      ...elder.phones,
      ...elder.contacts.map((contact) => contact.phone),
    ]);
    expect(phones.filter((phone) => !/^(154\d{8}|05790\d{7})$/.test(phone))).toEqual([]);
  });

  it('have one to three contacts, numbered in the orders to decide and to come', () => {
    const inOrder = (places: (number | null)[]): boolean =>
      places
        .filter((place) => place !== null)
        .sort((one, other) => one - other)
        .every((place, at) => place === at + 1);
    const wrong = county.elders.filter(
      ({ contacts }) =>
        contacts.length < 1 ||
        contacts.length > 3 ||
        !inOrder(contacts.map((contact) => contact.decideOrder)) ||
        !inOrder(contacts.map((contact) => contact.comeOrder)),
    );
    expect(wrong).toEqual([]);
    expect(new Set(county.elders.map(({ contacts }) => contacts.length))).toEqual(new Set([1, 2, 3]));
  });

  it('are first reached by a phone only if they have it', () => {
    for (const { reach, phones } of county.elders) {
      if (reach.firstChannel === 'mobile') expect(phones.some((phone) => phone.startsWith('154'))).toBe(true);
      if (reach.firstChannel === 'landline') expect(phones.some((phone) => phone.startsWith('0579'))).toBe(true);
    }
  });
});

describe('The devices of the demo county', () => {
  it('are 3 000, each worn by an elder or in a home', () => {
    expect(county.devices).toHaveLength(3_000);
    const wrong = county.devices.filter(({ elderId, homeId }) =>
      elderId === null ? !homeById.has(homeId ?? '') : homeId !== null || !elderById.has(elderId),
    );
    expect(wrong).toEqual([]);
  });

  it('leave nobody with two things to press', () => {
    const pressed = county.devices.filter(({ kind }) => ['pendant', 'sosButton', 'voiceTerminal'].includes(kind));
    expect(new Set(pressed.map((device) => device.elderId)).size).toBe(pressed.length);
  });

  it('named demo-sos-1 to -4 are worn by four who live alone in four homes without another device', () => {
    const wearers = NAMED_PENDANTS.map((key) => {
      const elder = elderById.get(county.devices.find((device) => device.key === key)?.elderId ?? '');
      if (!elder) throw new Error(`nobody wears ${key}`);
      return elder;
    });
    expect(wearers.map((elder) => elder.living)).toEqual(['alone', 'alone', 'alone', 'alone']);
    expect(wearers.map((elder) => residentsOf(elder.homeId).length)).toEqual([1, 1, 1, 1]);
    expect(new Set(wearers.map((elder) => elder.homeId)).size).toBe(4);
    const codes = wearers.map((elder) => homeById.get(elder.homeId)?.communityCode ?? '');
    expect(codes.map(isInHushan)).toEqual([true, false, true, false]);
    const homes = new Set(wearers.map((elder) => elder.homeId));
    const there = county.devices.filter((one) =>
      homes.has(one.homeId ?? elderById.get(one.elderId ?? '')?.homeId ?? ''),
    );
    expect(there.map((device) => device.key)).toEqual([...NAMED_PENDANTS]);
  });

  it('do not include demo-sos-5', () => {
    expect(county.devices.some((device) => device.key === UNREGISTERED_DEVICE)).toBe(false);
  });

  it('of one site are in one home', () => {
    const homes = new Map<number, Set<string | null>>();
    for (const { site, homeId } of county.devices) {
      if (site !== null) homes.set(site, (homes.get(site) ?? new Set()).add(homeId));
    }
    expect([...homes.values()].every((places) => places.size === 1)).toBe(true);
    expect(new Set([...homes.values()].map((places) => [...places][0])).size).toBe(homes.size);
  });
});

describe('The demo accounts', () => {
  it('name facilities of 壶山街道 and an elder that the county has', () => {
    const typeOf = (username: string): string | undefined => {
      const ref = DEMO_ACCOUNTS.find((account) => account.username === username)?.scopes[0]?.ref;
      const facility = county.facilities.find((one) => one.id === ref);
      return facility && isInHushan(facility.divisionCode) ? facility.type : undefined;
    };
    expect(typeOf('manager')).toBe('careInstitution');
    expect(typeOf('responder')).toBe('homeCareCentre');
    const family = DEMO_ACCOUNTS.find((account) => account.username === 'family');
    const wearer = county.devices.find((device) => device.key === NAMED_PENDANTS[0])?.elderId;
    expect(family?.scopes).toEqual([{ kind: 'elder', ref: wearer }]);
  });
});
