// The walk of one emergency through a real browser: packet in, row on the page, sound, claim by key, receipts, close.
import { expect } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { Device } from './device.ts';
import { DEMO_PASSWORD } from './people.ts';
import { until } from './waiting.ts';

interface RequestedSound {
  alertId: string;
  severity: string;
  /** Epoch ms. */
  at: number;
}

const id = (name: string): string => `[data-testid="${name}"]`;

export async function signInAndStartShift(page: Page, http: string, username: string): Promise<void> {
  await page.goto(http);
  await page.fill(id('login-username'), username);
  await page.fill(id('login-password'), DEMO_PASSWORD);
  await page.click(id('login-submit'));
  await page.waitForSelector(`${id('link-state')}[data-state="on"]`);
  await page.click(id('start-shift'));
  await page.click(id('shift-tone-heard'));
  await page.waitForSelector(`${id('sound-state')}[data-state="on"]`);
}

/** Everything by keyboard from the press on. */
export async function walkOneEmergency(page: Page, mqtt: string, deviceKey: string): Promise<void> {
  const device = await Device.connect(mqtt, { key: deviceKey });
  const eventId = `walk-${Date.now()}`;
  const pressedAt = Date.now();
  await device.press(eventId);
  const received = await device.receipt(eventId);

  const raised = `${id('queue-row')}[data-state="raised"]`;
  await page.waitForSelector(raised);
  const alertId = (await page.getAttribute(raised, 'data-alert-id')) ?? '';
  const sounds = await until('a sound to be requested', async () => {
    const asked = await page.evaluate<RequestedSound[]>('window.__yinlingSounds ?? []');
    return asked.filter((sound) => sound.alertId === alertId);
  });
  expect(sounds[0]).toMatchObject({ severity: 'P1' });
  expect((sounds[0]?.at ?? 0) - pressedAt).toBeLessThan(10_000);

  await page.keyboard.press('Space');
  await page.waitForSelector(`${id('queue-row')}[data-alert-id="${alertId}"][data-state="claimed"]`);
  await device.receipt(eventId, 'claimed');
  await page.waitForSelector(`${id('card')}[data-alert-id="${alertId}"] ${id('card-elder-name')}`);
  await page.waitForSelector(id('card-phones'));

  await page.keyboard.press('n');
  await page.keyboard.type('家属已到');
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector(`${id('timeline-entry')}[data-action="noted"]`);
  await page.keyboard.press('Escape');
  await page.evaluate('document.activeElement?.blur()');

  await page.keyboard.press('9');
  await page.waitForSelector(id('close-dialog'));
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')).toEqual([]);
  // A false alarm says which one; nothing else is asked.
  await page.keyboard.press('8');
  await page.waitForSelector(id('detail-accidental'));
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await device.receipt(eventId, 'closed');
  await page.waitForSelector(`${id('queue-row')}[data-alert-id="${alertId}"]`, { state: 'detached' });
  await page.waitForSelector(`${id('timeline-entry')}[data-action="closed"]`);
  expect(received.alert).toMatch(/^\d{6}-\d{5,}$/);
  await device.end();
}
