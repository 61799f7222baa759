// The sheet of a search: when the police are due, what searchers see, and that nobody is followed once found.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_STATES } from '#libs/contracts';
import { publicSearchSheet, searchSheet, withDetails, type SearchFacts, type Sighting } from './search-sheet.ts';

const NOW = new Date('2026-05-01T10:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const iso = (time: Date): string => time.toISOString();
const seen = (minutes: number): Sighting => ({
  lng: 119.8,
  lat: 28.9,
  at: ago(minutes),
  accuracyM: 12,
  deviceName: '定位手表',
});
const facts = (over: Partial<SearchFacts> = {}): SearchFacts => ({
  alertId: 'a',
  number: '260501-00001',
  state: 'claimed',
  raisedAt: ago(6),
  receivedAt: ago(5),
  person: { name: '王小红', sex: 'female', age: 84, dialect: '武义话' },
  photoUrl: null,
  details: {},
  sightings: [],
  lastDoorEvent: null,
  policeCalled: false,
  policeAfterMs: 15 * 60_000,
  hotline: '12349',
  now: NOW,
  ...over,
});

describe('The police', () => {
  const due = (over: Partial<SearchFacts>): string | null => searchSheet(facts(over), iso).policeDueAt;

  it('are due a quarter of an hour after the alert, while it is known where the person is', () => {
    expect(due({ sightings: [seen(1)] })).toBe(iso(new Date(ago(5).getTime() + 15 * 60_000)));
  });

  it('are due at once where no position is fresh', () => {
    expect(due({})).toBe(iso(ago(5)));
    expect(due({ sightings: [seen(5.1)] })).toBe(iso(ago(5)));
    expect(due({ sightings: [seen(5)] })).not.toBe(iso(ago(5)));
  });

  it('are not due once they were called, or the person is found', () => {
    expect(due({ policeCalled: true })).toBeNull();
    for (const state of ['resolved', 'closed', 'merged'] as const) expect(due({ state })).toBeNull();
  });
});

describe('The sheet', () => {
  it('says what is told before what the registry knows, and since when they are missing', () => {
    const told = {
      lastSeenAt: '2026-05-01T08:00:00+08:00',
      dialect: '普通话',
      clothes: '蓝布衫',
      placesSought: ['菜场'],
    };
    expect(searchSheet(facts({ details: told }), iso)).toMatchObject({
      name: '王小红', dialect: '普通话', clothes: '蓝布衫', missingSince: told.lastSeenAt, placesSought: ['菜场'],
      heightCm: null, features: null, lastSeenPlace: null,
    }); // prettier-ignore
    expect(searchSheet(facts(), iso)).toMatchObject({ dialect: '武义话', missingSince: iso(ago(6)), placesSought: [] });
  });

  it('has positions with age and accuracy, newest first, a clock ahead counting as now', () => {
    const ahead = { ...seen(0), at: new Date(NOW.getTime() + 30_000), accuracyM: null };
    const { lastPosition, positions } = searchSheet(facts({ sightings: [ahead, seen(2)] }), iso);
    expect(positions.map(({ ageSeconds }) => ageSeconds)).toEqual([0, 120]);
    expect(lastPosition).toMatchObject({ accuracyM: null, source: '定位手表' });
    expect(positions[1]).toEqual({
      lng: 119.8,
      lat: 28.9,
      at: iso(ago(2)),
      accuracyM: 12,
      ageSeconds: 120,
      source: '定位手表',
    });
  });

  it('follows nobody who is found: positions exactly while the case is raised or claimed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALERT_STATES), fc.array(fc.nat(100), { maxLength: 5 }), (state, minutes) => {
        const sheet = searchSheet(facts({ state, sightings: minutes.map(seen) }), iso);
        const searching = state === 'raised' || state === 'claimed';
        expect(sheet.open).toBe(searching);
        expect(sheet.positions).toHaveLength(searching ? minutes.length : 0);
        expect(sheet.lastPosition).toEqual(sheet.positions[0] ?? null);
      }),
    );
  });

  it('for searchers says nothing of the case, the door or the police', () => {
    const shown = publicSearchSheet(searchSheet(facts({ lastDoorEvent: { at: ago(9), deviceName: '门磁' } }), iso));
    expect(Object.keys(shown).sort()).toEqual([
      'age', 'clothes', 'dialect', 'features', 'heightCm', 'hotline', 'lastPosition', 'lastSeenPlace', 'missingSince', 'name',
      'open', 'photoUrl', 'placesSought', 'positions', 'sex',
    ]); // prettier-ignore
  });

  it('keeps what was told before beside what is told later', () => {
    expect(withDetails({ clothes: '蓝', placesSought: ['甲'] }, { heightCm: 160, placesSought: ['甲', '乙'] })).toEqual(
      {
        clothes: '蓝',
        heightCm: 160,
        placesSought: ['甲', '乙'],
      },
    );
  });
});
