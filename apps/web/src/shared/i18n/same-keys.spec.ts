// The two languages must say the same things; a gap would show a bare key to an operator.
import { describe, expect, it } from '@jest/globals';
import { ALERT_KINDS, DEVICE_KINDS, ERRORS, OUTCOMES, ROLES, TIMELINE_ACTIONS } from '#libs/contracts';
import { en } from './en.ts';
import { languageGap, messagePaths, placeholders } from './same-keys.ts';
import { zhCn } from './zh-cn.ts';

describe('The check of two languages', () => {
  it('names what is missing, surplus, empty or filled with other placeholders', () => {
    const source = { a: 'x', b: { c: '{n} 条', d: 'y' }, e: 'z' };
    const other = { a: 'x', b: { c: '{m} cases' }, e: '', f: 'more' };
    expect(languageGap(source, other)).toEqual({ missing: ['b.d'], surplus: ['f'], unlike: ['b.c', 'e'] });
  });

  it('reads placeholders once each', () => {
    expect(placeholders('{by} 和 {n}，{by}')).toEqual(['by', 'n']);
  });
});

describe('Chinese and English', () => {
  it('have the same keys with the same placeholders', () => {
    expect(languageGap(zhCn, en)).toEqual({ missing: [], surplus: [], unlike: [] });
  });

  it('have a word for every code that crosses the wire', () => {
    const paths = new Set(messagePaths(zhCn));
    const wanted = [
      ...ALERT_KINDS.map((kind) => `kind.${kind}`),
      ...DEVICE_KINDS.map((kind) => `deviceKind.${kind}`),
      ...OUTCOMES.map((outcome) => `outcome.${outcome}`),
      ...ROLES.map((role) => `role.${role}`),
      ...TIMELINE_ACTIONS.map((action) => `action.${action}`),
      ...Object.keys(ERRORS).map((code) => `error.${code}`),
    ];
    expect(wanted.filter((path) => !paths.has(path))).toEqual([]);
  });
});
