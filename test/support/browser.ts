// A real browser: Chromium from npm (dev dependency) or the one that CHROME_PATH names.
import { existsSync } from 'node:fs';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

/** One browser for each page: closes with it. */
export async function openBrowser(): Promise<{ browser: Browser; page: Page }> {
  const { executablePath, args } = await chrome();
  const browser = await playwright.launch({
    executablePath,
    args: [...args, '--autoplay-policy=user-gesture-required', '--no-sandbox', '--disable-background-networking'],
    env: { ...process.env, ...(existsSync('/etc/fonts') ? { FONTCONFIG_PATH: '/etc/fonts' } : {}) },
  });
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  return { browser, page };
}

async function chrome(): Promise<{ executablePath: string; args: string[] }> {
  const named = process.env.CHROME_PATH;
  if (named) return { executablePath: named, args: ['--headless=new'] };
  // Unpacks the libraries that it ships, so that a bare machine needs none.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  // Its defaults are for a serverless sandbox: without web security no Origin is sent, and one process holds all pages.
  const unwanted = ['--disable-web-security', '--single-process', '--no-zygote', '--disable-site-isolation-trials'];
  const args = sparticuz.args.filter((arg) => !unwanted.includes(arg));
  return { executablePath: await sparticuz.executablePath(), args };
}
