// The operator's day in a real browser, on the embedded stack.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './support/browser.ts';
import { Device } from './support/device.ts';
import { DEMO_PASSWORD } from './support/people.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { signInAndStartShift, walkOneEmergency } from './support/walk.ts';

const folder = temporaryFolder();
const id = (name: string): string => `[data-testid="${name}"]`;
let house: Standalone;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  house = await startStandalone(folder.path);
});
afterAll(async () => {
  await house?.process.stop();
  folder.remove();
});
beforeEach(async () => {
  ({ browser, page } = await openBrowser());
});
afterEach(() => browser.close());

describe('The console', () => {
  it('shows and sounds a press; the operator claims, notes and closes it by keyboard; the pendant follows', async () => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
    await signInAndStartShift(page, house.http, 'operator');
    await walkOneEmergency(page, house.mqtt, 'demo-sos-1');
    expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
  });

  it('keeps a claimed case through a reload', async () => {
    await signInAndStartShift(page, house.http, 'operator');
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    await device.press(`reload-${Date.now()}`);
    await page.waitForSelector(`${id('queue-row')}[data-state="raised"]`);
    await page.keyboard.press('Space');
    const row = await page.waitForSelector(`${id('queue-row')}[data-state="claimed"]`);
    const alertId = await row.getAttribute('data-alert-id');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.waitForSelector(`${id('card')}[data-alert-id="${alertId}"][data-state="claimed"]`);
    await page.keyboard.press('9');
    await page.waitForSelector(id('close-dialog'));
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${id('queue-row')}[data-alert-id="${alertId}"]`, { state: 'detached' });
    await device.end();
  });

  it('runs a real emergency by keyboard alone: sends, calls, tells 120, and hands it to the supervisor', async () => {
    await signInAndStartShift(page, house.http, 'operator');
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    await device.press(`whole-${Date.now()}`);
    await page.waitForSelector(`${id('queue-row')}[data-state="raised"]`);
    await page.keyboard.press('Space');
    await page.waitForSelector(`${id('card')}[data-state="claimed"]`);
    await page.waitForSelector(id('candidate'));

    // While pinyin is being composed the same key says nothing.
    await page.evaluate(
      `window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: 'Digit4', keyCode: 229, isComposing: true }))`,
    );
    expect(await page.locator(id('dispatch-task')).count()).toBe(0);
    await page.keyboard.press('4');
    await page.waitForSelector(`${id('dispatch-task')}[data-state="offered"]`);

    await page.waitForSelector(id('call-entry'));
    await page.keyboard.press('1');
    await page.waitForSelector(`${id('open-call')}[data-state="ringing"]`);
    await page.keyboard.press('y');
    await page.waitForSelector(`${id('open-call')}[data-state="voice"]`);
    await page.keyboard.press('e');
    await page.waitForSelector(id('call-end'));
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');
    await page.waitForSelector(id('open-call'), { state: 'detached' });

    await page.waitForSelector(id('rescue-question'));
    await page.keyboard.press('3');
    await page.waitForSelector(id('rescue-lines'));
    await page.keyboard.press('1');
    await page.waitForSelector(`${id('rescue-task')}[data-service="120"]`);
    await page.keyboard.press('Escape');
    await page.waitForSelector(id('rescue-question'), { state: 'detached' });
    await page.keyboard.press('5');
    await page.waitForSelector(`${id('rescue-task')}[data-state="arrived"]`);

    await page.keyboard.press('/');
    await page.waitForSelector(id('command-input'));
    await page.keyboard.type('备注 儿子已到');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${id('timeline-entry')}[data-action="noted"]`);

    await page.keyboard.press('9');
    await page.waitForSelector(id('close-dialog'));
    for (const key of ['1', '1', '2']) await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${id('card')}[data-state="resolved"]`);
    expect(await page.textContent(id('queue-row'))).toContain('待班长复核');
    await device.end();
  });

  it('that has no proven sound says so, and is no proof: the case escalates', async () => {
    await page.goto(house.http);
    await page.fill(id('login-username'), 'operator');
    await page.fill(id('login-password'), DEMO_PASSWORD);
    await page.click(id('login-submit'));
    await page.waitForSelector(`${id('sound-state')}[data-state="deaf"]`);
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    await device.press(`deaf-${Date.now()}`);
    await page.waitForSelector(`${id('queue-row')}[data-state="raised"]`);
    await page
      .waitForSelector(`${id('timeline-entry')}[data-action="escalated"]`, { timeout: 20_000 })
      .catch(async () => {
        await page.click(id('queue-row'));
        await page.waitForSelector(`${id('timeline-entry')}[data-action="escalated"]`);
      });
    await device.end();
  });

  it('refuses a wrong password in words, and speaks English when asked', async () => {
    await page.goto(house.http);
    await page.fill(id('login-username'), 'operator');
    await page.fill(id('login-password'), 'wrong');
    await page.click(id('login-submit'));
    expect(await page.textContent(id('login-error'))).toContain('密码不正确');
    await page.click(id('lang-switch'));
    await page.waitForFunction(`document.documentElement.lang.startsWith('en')`);
  });
});

describe('The supervisor', () => {
  it('sees which ladders ship and which hold now, and begins one of their own that replaces no more than it names', async () => {
    await page.goto(house.http);
    await page.fill(id('login-username'), 'supervisor');
    await page.fill(id('login-password'), DEMO_PASSWORD);
    await page.click(id('login-submit'));
    await page.waitForSelector(id('login-submit'), { state: 'detached' });
    await page.goto(`${house.http}/dispatch/ladders`);
    await page.waitForSelector(`${id('ladder-in-force')}[data-source="shipped"]`);
    expect(await page.locator(id('shipped-ladder')).count()).toBe(4);
    expect(await page.locator(`${id('shipped-ladder')}[data-holds="true"]`).count()).toBe(2);

    // From the shipped ladder for emergencies, by day and for the operator who is alone.
    for (const at of [0, 1]) await page.locator(id('own-from-shipped')).nth(at).click();
    expect(await page.locator(id('ladder-row')).count()).toBe(2);
    await page.click(id('ladders-save'));
    await page.waitForSelector(`${id('ladder-in-force')}[data-source="own"]`);
    expect(await page.locator(`${id('ladder-in-force')}[data-source="shipped"]`).count()).toBe(1);

    // A kind that never climbs is refused at its field.
    await page
      .locator(`${id('ladder-row')} summary`)
      .first()
      .click();
    await page
      .locator(`${id('ladder-row')} input[value="lowBattery"]`)
      .first()
      .check();
    await page.click(id('ladders-save'));
    expect(await page.textContent(id('field-fault'))).toContain('不升级');
  });
});

describe('The administrator', () => {
  it('finds a device, issues a secret that is shown once, and sees quarantine and health', async () => {
    await page.goto(house.http);
    await page.fill(id('login-username'), 'admin');
    await page.fill(id('login-password'), DEMO_PASSWORD);
    await page.click(id('login-submit'));
    await page.fill(id('devices-search'), 'demo-sos-4');
    const row = `${id('device-row')}[data-key="demo-sos-4"]`;
    await page.waitForSelector(row);
    await page.click(`${row} ${id('device-issue-secret')}`);
    // It has a secret already: replacing it is asked for.
    await page.click('.el-message-box .el-button--primary');
    const secret = await page.waitForSelector(id('issued-secret'));
    const text = ((await secret.inputValue().catch(() => null)) ?? (await secret.textContent()) ?? '').trim();
    expect(text.length).toBeGreaterThan(20);
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-4', secret: text });
    await device.send(Buffer.from('{oops'));
    await device.end();
    await page.goto(`${house.http}/admin/quarantine`);
    await page.waitForSelector(id('quarantine-row'));
    await page.goto(`${house.http}/admin/health`);
    await page.waitForSelector(id('health-row'));
  });
});
