// A responder's phone in a real browser: signs in, goes on shift, and is looked at the way its owner does.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DEMO_PASSWORD } from './people.ts';

export const id = (name: string): string => `[data-testid="${name}"]`;

/** Everything that the page still holds: stores (maps and sets laid open), storage, document. */
const HELD = `JSON.stringify([
  document.querySelector('#app').__vue_app__.config.globalProperties.$pinia.state.value, { ...localStorage },
  { ...sessionStorage }, document.documentElement.outerHTML,
], (_key, value) => value instanceof Map || value instanceof Set ? [...value] : value)`;

/** By how many pixels the page, or the screen above it, is wider than the phone. */
const SURPLUS = `Math.max(...[document.documentElement, ...document.querySelectorAll('dialog[open]')]
  .map((part) => part.scrollWidth - part.clientWidth))`;

export class Phone {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  /** Position: where the browser says that it is; without one the permission is refused. */
  static async open(browser: Browser, position?: { latitude: number; longitude: number }): Promise<Phone> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      hasTouch: true,
      ...(position ? { geolocation: position, permissions: ['geolocation'] } : {}),
    });
    return new Phone(await context.newPage(), context);
  }

  async startShift(http: string, username: string): Promise<void> {
    const { page } = this;
    await page.goto(http);
    await page.fill(id('login-username'), username);
    await page.fill(id('login-password'), DEMO_PASSWORD);
    await page.click(id('login-submit'));
    // A shift goes on while its phone sleeps or is another one.
    await this.sees('shift-state');
    if (await page.isVisible(id('start-shift'))) await page.click(id('start-shift'));
    await this.sees('shift-state', { state: 'on' });
  }

  /** Waits until something with these data attributes is on the screen. */
  async sees(name: string, data: Record<string, string> = {}, timeout = 30_000): Promise<void> {
    const marks = Object.entries(data).map(([key, value]) => `[data-${key}="${value}"]`);
    await this.page.waitForSelector(`${id(name)}${marks.join('')}`, { timeout });
  }
  async seesNo(name: string): Promise<void> {
    await this.page.waitForSelector(id(name), { state: 'detached' });
  }
  press = (name: string, data = ''): Promise<void> => this.page.click(`${id(name)}${data}`);
  text = async (name: string): Promise<string> => (await this.page.textContent(id(name))) ?? '';

  /** Whether the page still holds these words anywhere that it could show them from. */
  async holds(words: string): Promise<boolean> {
    return (await this.page.evaluate<string>(HELD)).includes(words);
  }

  async soundsFor(alertId: string): Promise<number> {
    const sounds = await this.page.evaluate<{ alertId: string }[]>('window.__yinlingSounds ?? []');
    return sounds.filter((sound) => sound.alertId === alertId).length;
  }

  /** As a phone in a pocket: nothing of the page runs until it is taken out again. */
  async sleeps(): Promise<void> {
    await this.lifecycle('frozen');
  }
  async wakes(): Promise<void> {
    await this.lifecycle('active');
  }

  /** Serious findings in both themes, and the widths at which the page would have to be moved sideways. */
  async faults(): Promise<string[]> {
    const { page } = this;
    const faults: string[] = [];
    for (const theme of ['light', 'dark']) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      faults.push(...serious.map((finding) => `${theme}: ${finding.id}`));
    }
    const usual = page.viewportSize() ?? { width: 390, height: 844 };
    await page.setViewportSize({ width: 320, height: 640 });
    for (const size of ['100%', '200%']) {
      await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
      const surplus = await page.evaluate<number>(SURPLUS);
      if (surplus > 0) faults.push(`320 px at ${size}: ${surplus} px too wide`);
    }
    await page.evaluate(`document.documentElement.style.fontSize = ''`);
    await page.setViewportSize(usual);
    return faults;
  }

  private async lifecycle(state: 'frozen' | 'active'): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    await session.send('Page.setWebLifecycleState', { state });
    await session.detach();
  }
}
