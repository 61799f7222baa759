// Whose the pages beside the console are, and that each has a name in the menu.
import { describe, expect, it } from '@jest/globals';
import { messagePaths } from '../shared/i18n/same-keys.ts';
import { zhCn } from '../shared/i18n/zh-cn.ts';
import { SUPERVISE_PAGES, pagesFor } from './supervise-pages.ts';

describe('The pages beside the console', () => {
  it('are the supervisor’s, but follow-up calls are everybody’s', () => {
    expect(pagesFor('supervisor')).toEqual(SUPERVISE_PAGES);
    expect(pagesFor('operator')).toEqual(['follow-ups']);
    expect(pagesFor('dutyOfficer')).toEqual(['follow-ups']);
  });

  it('have a name each', () => {
    const paths = new Set(messagePaths(zhCn));
    for (const page of SUPERVISE_PAGES) {
      expect([page, paths.has(`supervising.page.${page}`)]).toEqual([page, true]);
    }
  });
});
