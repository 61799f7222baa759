// The phone has words for every code it can meet, in both languages.
import { describe, expect, it } from '@jest/globals';
import { DECLINE_REASONS, DISPATCH_STATES, DOOR_RESULTS, DOOR_STEPS, ENTRY_WITH, ERRORS } from '#libs/contracts';
import { search as searchEn, station as stationEn } from './en-station.ts';
import { languageGap, messagePaths } from './same-keys.ts';
import { search, station } from './zh-cn-station.ts';

describe('The texts of the phone and of the search page', () => {
  it('are the same in both languages', () => {
    const none = { missing: [], surplus: [], unlike: [] };
    expect(languageGap(station, stationEn)).toEqual(none);
    expect(languageGap(search, searchEn)).toEqual(none);
  });

  it('name every code that crosses the wire', () => {
    const paths = new Set(messagePaths(station));
    const wanted = [
      ...DECLINE_REASONS.map((reason) => `decline.${reason}`),
      ...DISPATCH_STATES.map((state) => `state.${state}`),
      ...DOOR_STEPS.flatMap((step) => [`doorStep.${step}`, `doorHint.${step}`]),
      ...DOOR_RESULTS.map((result) => `doorResult.${result}`),
      ...ENTRY_WITH.map((who) => `entryWith.${who}`),
    ];
    expect(wanted.filter((path) => !paths.has(path))).toEqual([]);
  });

  it('say what to do about refusals that the server knows', () => {
    const codes = messagePaths(station.failed).filter((code) => !code.startsWith('LOCAL.'));
    expect(codes.filter((code) => !(code in ERRORS))).toEqual([]);
  });
});
