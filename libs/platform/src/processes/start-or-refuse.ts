// The outermost frame of every process: a start that cannot work ends with one clear line, never with half a system.
import { StartRefused, isDatabaseAway } from '../domain-error.ts';
import { errorCode } from './process-facts.ts';

/** Runs the start; if it fails, says why on stderr (without a stack where the reason is known) and ends with exit code 1. */
export async function startOrRefuse(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`, () => process.exit(1));
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof StartRefused) return message;
  const code = errorCode(error) ?? '';
  if (code === 'EADDRINUSE' || code === 'EACCES') return `cannot listen: ${message}`;
  // Class 28 is a refused sign-in, 3D000 a database that is not there.
  if (/^28/.test(code) || code === '3D000') return `the database refuses us: ${message}: check DATABASE_URL`;
  if (isDatabaseAway(error)) return `the database does not answer (${message || code}): check DATABASE_URL`;
  return error instanceof Error ? (error.stack ?? message) : message;
}
