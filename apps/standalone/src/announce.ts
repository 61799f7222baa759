// What a person sees on stdout: the ready line, then where to look, whom to sign in as, what to try.
import type { Settings } from '#libs/platform';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo/demo-accounts.ts';

/** Exactly one line; programs wait for it. */
export const readyLine = (http: string, mqtt: string): string => `ready http=${http} mqtt=${mqtt}`;

/** The lines behind it. `press` must work when it is copied into another terminal in the folder of the clone. */
export function welcome(http: string, settings: Settings, demo: boolean): string {
  const setting = settings.named.has('DATA_DIR') ? `DATA_DIR=${quoted(settings.DATA_DIR)} ` : '';
  const lines = ['', `  Pages     ${http}/`];
  if (demo) {
    lines.push(
      `  Sign in   password ${DEMO_PASSWORD}`,
      ...DEMO_ACCOUNTS.map(
        ({ username, role, territory }) => `            ${username.padEnd(16)} ${role.padEnd(11)} ${territory}`,
      ),
      `  Press     ${setting}npm run press -- demo-sos-1`,
    );
  }
  lines.push('  Stop      Ctrl-C', '');
  return lines.join('\n');
}

const quoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
