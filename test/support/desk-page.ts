// The operator's console in a real browser, moved by keys as an operator moves it.
import type { Browser, Page } from 'playwright-core';
import type { CandidatesAnswer } from '../../libs/contracts/src/index.ts';
import { openBrowser } from './browser.ts';
import { Person } from './people.ts';
import { signInAndStartShift } from './walk.ts';

const mark = (name: string, data: Record<string, string> = {}): string =>
  `[data-testid="${name}"]${Object.entries(data)
    .map(([key, value]) => `[data-${key}="${value}"]`)
    .join('')}`;

export class DeskPage {
  private constructor(
    readonly page: Page,
    readonly browser: Browser,
    /** The same account at the HTTP door: what the page shows is held against it. */
    readonly account: Person,
    /** What the page's console and scripts complained of. */
    readonly errors: string[],
  ) {}

  static async open(http: string, username: string): Promise<DeskPage> {
    const { browser, page } = await openBrowser();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
    await signInAndStartShift(page, http, username);
    return new DeskPage(page, browser, await Person.signIn(http, username), errors);
  }

  /** Waits until something with these data attributes is on the page. */
  async sees(name: string, data: Record<string, string> = {}, timeout = 30_000): Promise<void> {
    await this.page.waitForSelector(mark(name, data), { timeout });
  }
  async seesNo(name: string, data: Record<string, string> = {}): Promise<void> {
    await this.page.waitForSelector(mark(name, data), { state: 'detached' });
  }
  /** Waits until these words are in it. */
  async reads(name: string, words: string): Promise<void> {
    await this.page.locator(mark(name)).filter({ hasText: words }).first().waitFor();
  }
  text = async (name: string): Promise<string> => (await this.page.textContent(mark(name))) ?? '';

  /** Keys one after the other, as one would press them. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words);
  }
  /** Moves on by Tab until it is there, as somebody without a mouse does. */
  async tabTo(name: string): Promise<void> {
    for (let step = 0; step < 80; step++) {
      if (await this.page.evaluate(`document.activeElement?.matches('${mark(name)}') ?? false`)) return;
      await this.page.keyboard.press('Tab');
    }
    const there = await this.page.evaluate<string>(`document.activeElement?.outerHTML.slice(0, 200) ?? ''`);
    throw new Error(`Tab never comes to ${name}; it is at ${there}`);
  }

  /** Claims the top case by Space once it is there; answers its id. */
  async claims(): Promise<string> {
    const row = await this.page.waitForSelector(mark('queue-row', { state: 'raised' }));
    const alertId = (await row.getAttribute('data-alert-id')) ?? '';
    await this.keys('Space');
    await this.sees('card', { 'alert-id': alertId, state: 'claimed' });
    return alertId;
  }

  /** Ends the open case by these keys of the closing dialog. */
  async ends(...keys: string[]): Promise<void> {
    await this.keys('9');
    await this.sees('close-dialog');
    await this.keys(...keys, 'Enter');
    await this.seesNo('close-dialog');
  }

  /** Sends the helper with this id, wherever they stand in the list, and says why. */
  async sends(responderId: string, why: string): Promise<void> {
    await this.sees('candidate');
    const alertId = await this.page.getAttribute(mark('card'), 'data-alert-id');
    const { candidates } = await this.account.get<CandidatesAnswer>(`/api/v1/alerts/${alertId ?? ''}/candidates`);
    const place = candidates.findIndex(({ responder }) => responder.id === responderId) + 1;
    if (place < 1) throw new Error(`${responderId} is not among the ${candidates.length} candidates`);
    await this.keys('/');
    await this.sees('command-input');
    await this.type(`派 ${place}`);
    await this.keys('Enter');
    if (place > 1) {
      await this.sees('override-reason');
      await this.type(why);
      await this.keys('Enter');
    }
    await this.sees('dispatch-task', { state: 'offered' });
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
