// The outermost frame of every process: a start that cannot work ends with one clear line, never with half a system.
import { StartRefused } from '../domain-error.ts';

/** Runs the start; if it fails, says why on stderr (without a stack if it was refused) and ends the process with code 1. */
export async function startOrRefuse(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const text = error instanceof StartRefused ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text}\n`, () => process.exit(1));
  }
}
