// The pages beside the console in a real browser: the console goes on behind them; and the register of helpers.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { AlertView } from '#libs/contracts';
import { openBrowser } from './support/browser.ts';
import { Device } from './support/device.ts';
import { DEMO_PASSWORD, Person } from './support/people.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { until } from './support/waiting.ts';
import { signInAndStartShift } from './support/walk.ts';

const folder = temporaryFolder();
const id = (name: string): string => `[data-testid="${name}"]`;
let house: Standalone;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  house = await startStandalone(folder.path);
});
afterAll(async () => {
  await house?.process.stop();
  folder.remove();
});
beforeEach(async () => {
  ({ browser, page } = await openBrowser());
  errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
});
afterEach(async () => {
  await browser.close();
  expect(errors).toEqual([]);
});

async function accessible(): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect([theme, grave.map((one) => [one.id, one.nodes.map(({ html }) => html)])]).toEqual([theme, []]);
  }
}
async function signIn(username: string): Promise<void> {
  await page.goto(house.http);
  await page.fill(id('login-username'), username);
  await page.fill(id('login-password'), DEMO_PASSWORD);
  await page.click(id('login-submit'));
}

describe('Behind a page of the supervisor’s the console', () => {
  it('keeps its claim, shows and sounds a new P1, and lets no key act on what nobody sees', async () => {
    await signInAndStartShift(page, house.http, 'supervisor');
    const person = await Person.signIn(house.http, 'supervisor');
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    await device.press(`beside-${Date.now()}`);
    await page.waitForSelector(`${id('queue-row')}[data-state="raised"]`);
    await page.keyboard.press('Space');
    const card = await page.waitForSelector(`${id('card')}[data-state="claimed"]`);
    const mine = (await card.getAttribute('data-alert-id')) ?? '';
    const alertOf = (alertId: string): Promise<AlertView> => person.get<AlertView>(`/api/v1/alerts/${alertId}`);

    await page.click(id('to-ladders'));
    await page.waitForSelector(id('ladders-form'));
    await page.waitForSelector(`${id('waiting-strip')}[data-waiting="0"]`);
    expect(await page.textContent(id('strip-mine'))).toContain('1');
    const lease = Date.parse((await alertOf(mine)).leaseUntil ?? '');
    await until('the lease to be renewed', async () => {
      const { state, leaseUntil } = await alertOf(mine);
      return state === 'claimed' && Date.parse(leaseUntil ?? '') > lease + 8_000;
    }, 30_000); // prettier-ignore

    const other = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    await other.press(`beside-other-${Date.now()}`);
    await page.waitForSelector(`${id('waiting-strip')}[data-urgent="1"]`);
    const sounds = await page.evaluate<{ alertId: string; severity: string }[]>('window.__yinlingSounds ?? []');
    expect(sounds.some(({ alertId, severity }) => alertId !== mine && severity === 'P1')).toBe(true);
    expect(await page.title()).toMatch(/^\(1\) /);
    await accessible();

    // Space would claim the new one, 4 would send somebody, 9 would close mine.
    await page.evaluate('document.activeElement?.blur()');
    for (const key of ['Space', '4', '9', 't', '/', 'Alt+y']) await page.keyboard.press(key);
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect((await alertOf(mine)).stage).toBe('claimed');
    expect(await page.getAttribute(id('waiting-strip'), 'data-waiting')).toBe('1');

    // What is being written outlives a look at the console; Esc leaves the field first.
    await page.click(id('ladder-add'));
    const rows = await page.locator(id('ladder-row')).count();
    await page.locator('input[type="time"]').first().focus();
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).pathname).toBe('/dispatch/ladders');
    await page.keyboard.press('Escape');
    await page.waitForSelector(`${id('card')}[data-alert-id="${mine}"][data-state="claimed"]`);
    expect(new URL(page.url()).pathname).toBe('/dispatch');
    await page.keyboard.press('Space');
    await page.waitForSelector(`${id('queue-row')}[data-state="raised"]`, { state: 'detached' });
    expect(await page.locator(id('lang-switch')).count()).toBe(1);
    await page.click(id('to-ladders'));
    await page.waitForSelector(id('ladders-form'));
    expect(await page.locator(id('ladder-row')).count()).toBe(rows);

    // A question that was asked is answered first: nothing may lie over the page.
    await page.keyboard.press('Escape');
    await page.waitForSelector(id('console'));
    await page.keyboard.press('9');
    await page.waitForSelector(id('close-dialog'));
    await page.evaluate('history.back()');
    await page.waitForTimeout(500);
    expect(new URL(page.url()).pathname).toBe('/dispatch');
    expect(await page.locator(id('close-dialog')).isVisible()).toBe(true);
    await device.end();
    await other.end();
  });

  it('is there as well when the page is opened by its address', async () => {
    await signIn('supervisor');
    await page.waitForSelector(id('to-scripts'));
    await page.goto(`${house.http}/dispatch/scripts`);
    await page.waitForSelector(id('script'));
    await page.waitForSelector(id('waiting-strip'));
    await page.keyboard.press('Escape');
    await page.waitForSelector(`${id('link-state')}[data-state="on"]`);
    for (const path of ['follow-ups', 'rejudged', 'false-alarms', 'helpers']) {
      await page.click(id(`to-${path}`));
      await page.waitForSelector(`${id(`page-${path}`)}.router-link-active`);
      await page.waitForLoadState('networkidle');
      await accessible();
      await page.click(id('waiting-strip'));
      await page.waitForSelector(id('console'));
    }
  });
});

describe('The register of helpers', () => {
  const oneHelper = (): Promise<unknown> =>
    until('one row', async () => (await page.locator(id('helper-row')).count()) === 1);

  it('is looked at by the supervisor: filtered, phones masked, nothing to change', async () => {
    await signIn('supervisor');
    await page.click(id('to-helpers'));
    await page.waitForSelector(id('helper-row'));
    expect(await page.textContent(id('helper-phone'))).toMatch(/^\*+\d{4}$/);
    expect(await page.locator(id('helper-edit')).count()).toBe(0);
    expect(await page.locator(id('helper-new')).count()).toBe(0);
    await page.selectOption(id('helpers-agreed'), 'false');
    await until('those without consent', async () =>
      (await page.locator(id('helper-agreed')).allTextContents()).every((text) => text.includes('没有同意记录')),
    );
    await page.selectOption(id('helpers-agreed'), '');
    await page.fill(id('helpers-q'), '没有这个人');
    await page.keyboard.press('Enter');
    await page.waitForSelector(id('list-empty'));
    await page.fill(id('helpers-q'), '林秀芬');
    await page.keyboard.press('Enter');
    await oneHelper();
    await page.click(id('helper-details'));
    expect(await page.textContent(id('helper-more'))).toContain('有钥匙');
  });

  it('is kept by the administrator: faults at their field, registered, changed, ended', async () => {
    await signIn('admin');
    await page.waitForSelector(id('devices-search'));
    await page.goto(`${house.http}/admin/helpers`);
    await page.click(id('helper-new'));
    expect(await page.locator(id('helpers-q')).isVisible()).toBe(false);
    await page.click(id('helper-save'));
    // Name, kind, way of travel, division; the keyboard stands at the first.
    expect(await page.locator(id('field-fault')).count()).toBe(4);
    expect(await page.evaluate('document.activeElement?.dataset.testid')).toBe('helper-name');
    await accessible();

    await page.fill(id('helper-name'), '新助');
    await page.selectOption(id('helper-kind'), 'neighbour');
    await page.selectOption(id('helper-travel'), 'foot');
    await page.fill(id('division-search'), '壶山');
    await page.waitForSelector(id('division-option'));
    await page.focus(id('division-search'));
    await page.keyboard.press('Enter');
    await page.waitForSelector(id('division-chosen'));
    await page.fill(id('helper-phone-field'), '15400001234');
    await page.fill(id('helper-username'), 'responder');
    await page.click(id('helper-save'));
    expect(await page.textContent(id('field-fault'))).toContain('至少有一户');
    await page.selectOption(id('helper-kind'), 'volunteer');
    await page.click(id('helper-save'));
    // The server's word, at the account.
    await page.waitForSelector(`label:has(${id('helper-username')}) ${id('field-fault')}`);
    expect(await page.textContent(id('field-fault'))).toContain('已关联');
    await page.fill(id('helper-username'), '');
    await page.click(id('helper-save'));
    await page.waitForSelector(id('helper-form'), { state: 'detached' });

    await page.fill(id('helpers-q'), '新助');
    await page.click(id('helpers-find'));
    await oneHelper();
    expect(await page.textContent(id('helper-row'))).toContain('*******1234');
    expect(await page.textContent(id('helper-agreed'))).toContain('没有同意记录');
    await page.click(id('helper-edit'));
    await page.fill(id('helper-agreed-on'), '2025-10-01');
    await page.click(id('helper-save'));
    await until('the consent', async () => (await page.textContent(id('helper-agreed')))?.includes('2025-10-01'));
    expect(await page.textContent(id('helper-row'))).toContain('*******1234');
    expect(await page.evaluate('document.activeElement?.dataset.testid')).toBe('helper-edit');
    await accessible();

    await page.click(id('helper-end'));
    await page.waitForSelector(id('helper-ending'));
    await accessible();
    await page.click(id('helper-end-confirm'));
    await page.waitForSelector(id('list-empty'));
    await page.click(id('lang-switch'));
    await page.selectOption(id('helpers-active'), 'false');
    await page.waitForSelector(id('helper-row'));
    expect(await page.textContent(id('helper-row'))).toContain('Ended');
  });
});
