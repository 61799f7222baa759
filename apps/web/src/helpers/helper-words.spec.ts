// What the register says: where somebody starts from, when they may be asked, which keys they hold.
import { describe, expect, it } from '@jest/globals';
import { aHelper } from './a-helper.ts';
import { hoursText, keysOf, whereabouts } from './helper-words.ts';

const NOW = Date.parse('2026-03-01T10:00:00+08:00');
const said = (key: string, values?: Record<string, string>): string =>
  values ? `${key}(${Object.values(values).join('-')})` : key;

describe('Where somebody starts from', () => {
  it('is their position with its age, as long as it is fresh', () => {
    const at = '2026-03-01T09:48:00+08:00';
    const age = { n: 12, unit: 'minute' };
    expect(whereabouts(aHelper({ location: { at, fresh: true } }), NOW)).toEqual({ known: 'fresh', age });
    expect(whereabouts(aHelper({ location: { at, fresh: false } }), NOW)).toEqual({ known: 'stale', age });
  });
  it('is else their own place, their station, or unknown', () => {
    expect(whereabouts(aHelper(), NOW)).toEqual({ known: 'ownPlace' });
    expect(whereabouts(aHelper({ place: null }), NOW)).toEqual({ known: 'station' });
    expect(whereabouts(aHelper({ place: null, facility: null }), NOW)).toEqual({ known: 'nowhere' });
  });
});

describe('Agreed hours', () => {
  it('are said with their days; over midnight, and the whole day, as such', () => {
    expect(hoursText({ days: 'all', from: '08:00', to: '18:00' }, said, '、')).toBe(
      'helpers.days.all helpers.span(08:00-18:00)',
    );
    expect(hoursText({ days: [6, 7], from: '22:00', to: '06:00' }, said, '、')).toBe(
      'helpers.weekday.6、helpers.weekday.7 helpers.overnight(22:00-06:00)',
    );
    expect(hoursText({ days: 'restdays', from: '00:00', to: '00:00' }, said, '、')).toBe(
      'helpers.days.restdays helpers.wholeDay',
    );
  });
});

describe('Keys', () => {
  it('are counted beside the homes that somebody is paired with', () => {
    const homes = [true, false, true].map((holdsKey, at) => ({ id: `h${at}`, address: '路***', holdsKey }));
    expect(keysOf(aHelper({ homes }))).toEqual({ homes: 3, keys: 2 });
  });
});
