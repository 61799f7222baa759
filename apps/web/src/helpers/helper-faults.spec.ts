// Faults of a helper's form stand at their field, whether the page saw them or the server said them.
import { describe, expect, it } from '@jest/globals';
import { messagePaths } from '../shared/i18n/same-keys.ts';
import { zhCn } from '../shared/i18n/zh-cn.ts';
import { aHelper } from './a-helper.ts';
import { draftOf, newHelper, newHours, type HelperDraft } from './helper-draft.ts';
import { faultsAt, isPlaced, localFaults, serverFaults } from './helper-faults.ts';

const TODAY = '2026-03-01';
const texts = new Set(messagePaths(zhCn));
const fine = (over: Partial<HelperDraft> = {}): HelperDraft => ({ ...draftOf(aHelper()), ...over });
const fields = (over: Partial<HelperDraft>): string[] => localFaults(fine(over), TODAY).map(({ field }) => field);

describe('What the page sees by itself', () => {
  it('is nothing where nothing is wrong', () => {
    expect(localFaults(fine(), TODAY)).toEqual([]);
    expect(fields({ agreedOn: TODAY, phone: '+86 (0579) 8765-4321', lng: '', lat: '' })).toEqual([]);
  });

  it('names everything that a new helper lacks', () => {
    expect(localFaults(newHelper(), TODAY).map(({ field }) => field)).toEqual([
      'name',
      'kind',
      'divisionCode',
      'travel',
    ]);
  });

  const wrong: [string, Partial<HelperDraft>, string[]][] = [
    ['a phone that is none', { phone: 'call me' }, ['phone']],
    ['a phone that is to be forgotten', { phone: 'call me', forgetPhone: true }, []],
    ['a consent that is not yet given', { agreedOn: '2026-03-02' }, ['agreedOn']],
    ['half a place', { lng: '119.8', lat: '' }, ['place.lat']],
    ['a place off the earth', { lng: '181', lat: '-91' }, ['place.lng', 'place.lat']],
    ['a place that is no number', { lng: 'here', lat: '28' }, ['place.lng']],
    ['hours without an end', { hours: [{ ...newHours(), to: '' }] }, ['hours.0.to']],
    ['chosen days of which none is', { hours: [newHours(), { ...newHours(), days: 'chosen' }] }, ['hours.1.days']],
    ['a neighbour of no home', { kind: 'neighbour', homes: [] }, ['homes']],
    ['a former neighbour of no home', { kind: 'neighbour', homes: [], active: false }, []],
  ];
  it.each(wrong)('names %s', (_, over, named) => {
    expect(fields(over)).toEqual(named);
  });
});

describe('What the server says', () => {
  it('stands at the field that the code is about', () => {
    expect(serverFaults('RESPONDER.ACCOUNT_TAKEN', {})).toEqual([
      { field: 'username', text: 'error.RESPONDER.ACCOUNT_TAKEN' },
    ]);
    const about = ['DIVISION.NOT_FOUND', 'FACILITY.NOT_FOUND', 'HOME.NOT_FOUND', 'ACCOUNT.NOT_FOUND', 'RESPONDER.ACCOUNT_ROLE'];
    expect(about.map((code) => serverFaults(code, {})[0]?.field)).toEqual([
      'divisionCode', 'facilityId', 'homes', 'username', 'username',
    ]);
  }); // prettier-ignore

  it('stands at each field that its check names, in words', () => {
    const details = { fields: { name: ['x'], 'hours.1.from': ['x'], 'homes.0.id': ['x'], salary: ['x'] } };
    const faults = serverFaults('COMMON.VALIDATION', details);
    expect(faultsAt(faults, 'name')).toEqual(['helpers.fault.noName']);
    expect(faultsAt(faults, 'hours.1.from')).toEqual(['helpers.fault.badTime']);
    expect(faultsAt(faults, 'homes')).toEqual(['helpers.fault.refused']);
    expect(faultsAt(faults, 'hours')).toEqual([]);
    expect(faults.filter((fault) => !isPlaced(fault)).map(({ field }) => field)).toEqual(['salary']);
  });

  it('is about no field when it is about none', () => {
    expect(serverFaults('LOCAL.OFFLINE', {})).toEqual([]);
    expect(serverFaults('COMMON.VALIDATION', {})).toEqual([]);
  });
});

describe('Every fault', () => {
  it('has a text', () => {
    const codes = ['DIVISION.NOT_FOUND', 'RESPONDER.ACCOUNT_ROLE', 'HOME.NOT_FOUND'];
    const named = ['name', 'kind', 'divisionCode', 'travel', 'phone', 'homes', 'agreedOn', 'hours', 'hours.0.days', 'hours.0.to', 'place.lng', 'place.lat', 'x'];
    const faults = [
      ...codes.flatMap((code) => serverFaults(code, {})),
      ...serverFaults('COMMON.VALIDATION', { fields: Object.fromEntries(named.map((name) => [name, []])) }),
    ];
    expect(faults.map(({ text }) => text).filter((text) => !texts.has(text))).toEqual([]);
  }); // prettier-ignore
});
