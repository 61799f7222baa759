// People who help in the demo county: credible, bound to what the county has, and nobody who exists.
import { describe, expect, it } from '@jest/globals';
import { RESPONDER_KINDS } from '#libs/contracts';
import { metresBetween } from '#libs/places';
import { DEMO_ACCOUNTS } from './demo-accounts.ts';
import { buildDemoCounty } from './demo-county.ts';

const county = buildDemoCounty();
const { helpers } = county;
const homeById = new Map(county.homes.map((home) => [home.id, home]));
const facilityById = new Map(county.facilities.map((facility) => [facility.id, facility]));
const divisions = new Set(county.divisions.map((division) => division.code));

describe('People who help in the demo county', () => {
  it('are of every kind, in numbers that a county has', () => {
    const counted = Object.fromEntries(
      RESPONDER_KINDS.map((kind) => [kind, helpers.filter((one) => one.kind === kind).length]),
    );
    expect(Object.entries(counted).filter(([, count]) => count < 14)).toEqual([]);
    const communities = county.divisions.filter((one) => one.level === 'community').length;
    expect(counted['communityWorker']).toBe(communities);
    expect(helpers.length).toBeLessThan(2_000);
  });

  it('belong to divisions, stations and homes of the county', () => {
    const lost = helpers.filter(
      (one) =>
        !divisions.has(one.divisionCode) ||
        (one.facilityId !== null && !facilityById.has(one.facilityId)) ||
        one.homes.some((home) => !homeById.has(home.id)) ||
        (one.place === null && one.facilityId === null),
    );
    expect(lost).toEqual([]);
    expect(new Set(helpers.map((one) => one.id)).size).toBe(helpers.length);
  });

  it('are neighbours of the homes that they are paired with, most of them with the key', () => {
    const neighbours = helpers.filter((one) => one.kind === 'neighbour');
    for (const { homes, place } of neighbours) {
      const home = homeById.get(homes[0]?.id ?? '');
      expect(homes).toHaveLength(1);
      expect(metresBetween(place ?? { lng: 0, lat: 0 }, home?.location ?? { lng: 0, lat: 0 })).toBeLessThan(110);
    }
    expect(neighbours.filter((one) => one.homes[0]?.holdsKey).length / neighbours.length).toBeGreaterThan(0.9);
  });

  it('have phones that no operator gave to anybody', () => {
    expect(helpers.filter(({ phone }) => !/^154\d{8}$/.test(phone))).toEqual([]);
  });

  it('have an account where they are demo accounts, with the same name and a fitting role', () => {
    const linked = helpers.filter((one) => one.username !== null);
    expect(linked.map((one) => one.username)).toEqual(['responder', 'responder2', 'responder3', 'worker']);
    for (const { username, name, kind } of linked) {
      const account = DEMO_ACCOUNTS.find((one) => one.username === username);
      expect(account).toMatchObject({ name, role: kind === 'communityWorker' ? 'communityWorker' : 'responder' });
    }
    const station = DEMO_ACCOUNTS.find((one) => one.username === 'responder')?.scopes[0];
    expect(linked[0]?.facilityId).toBe(station?.ref);
  });

  it('leave the wearer of demo-sos-1 with a station, a neighbour with the key and a worker nearby', () => {
    const [home] = county.homes;
    const [station, , neighbour, worker] = helpers;
    if (!home) throw new Error('no home');
    const place = facilityById.get(station?.facilityId ?? '')?.location ?? { lng: 0, lat: 0 };
    expect(metresBetween(place, home.location)).toBeLessThan(1_500);
    expect([neighbour?.homes, worker?.homes]).toEqual([
      [{ id: home.id, holdsKey: true }],
      [{ id: home.id, holdsKey: true }],
    ]);
    expect(worker?.divisionCode).toBe(home.communityCode);
    expect(county.elders[0]?.contacts.find((contact) => contact.name === worker?.name)).toMatchObject({
      relation: '网格员',
      holdsKey: true,
    });
  });
});
