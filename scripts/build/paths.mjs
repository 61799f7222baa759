// Places that all scripts share.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const at = (...parts) => join(ROOT, ...parts);

/** Progress goes to stderr: stdout belongs to the ready line. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Settings from .env in the clone, if there is one; what stands in the environment wins. */
export function loadDotEnv() {
  if (existsSync(at('.env'))) process.loadEnvFile(at('.env'));
}

/** A failure that is one clear line, not a stack. */
export class Refused extends Error {}

/** Runs a script's work; a refusal becomes its one line and exit code 1. */
export async function orRefuse(work) {
  try {
    await work();
  } catch (error) {
    say(error instanceof Refused ? error.message : (error?.stack ?? String(error)));
    process.exitCode = 1;
  }
}
