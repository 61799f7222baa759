// From the first step to the last: what was opened is closed in reverse order, whatever ended the start or the run.
import { setTimeout as wait } from 'node:timers/promises';

/** Thrown between two steps of a start that was asked to stop. */
export class StopRequested extends Error {}

interface Opened {
  name: string;
  close: () => Promise<void>;
}

export interface LifecycleOptions {
  say: (line: string) => void;
  /** Called at once when stopping begins. */
  stopping: () => void;
  exit: (code: number) => void;
  /** How long one part may take to close, in ms. */
  patienceMs?: number;
}

export class Lifecycle {
  private readonly opened: Opened[] = [];
  private phase: 'starting' | 'running' | 'closing' = 'starting';
  private requested: { reason: string; code: number } | null = null;

  constructor(private readonly options: LifecycleOptions) {}

  /** Adds what has just been opened; throws StopRequested if a stop was asked for meanwhile. */
  add(name: string, close: () => Promise<void> | void): void {
    this.opened.push({ name, close: async () => close() });
    this.checkpoint();
  }

  checkpoint(): void {
    if (this.requested) throw new StopRequested(this.requested.reason);
  }

  running(): void {
    this.checkpoint();
    this.phase = 'running';
  }

  /** Asks for an end with this exit code; the first one to ask counts. */
  stop(reason: string, code: number): void {
    if (this.requested) return;
    this.requested = { reason, code };
    this.options.say(`stopping: ${reason}`);
    this.options.stopping();
    if (this.phase === 'running') void this.closeAndExit();
    // A start stops at its next step; one that hangs in a step is not waited for.
    else setTimeout(() => void this.closeAndExit(), 15_000).unref();
  }

  async closeAndExit(): Promise<void> {
    if (await this.close()) this.options.exit(this.requested?.code ?? 1);
  }

  /** Closes everything that is open, the last one first. False if that is under way already. */
  async close(): Promise<boolean> {
    if (this.phase === 'closing') return false;
    this.phase = 'closing';
    for (const { name, close } of this.opened.reverse()) {
      const late = new AbortController();
      const timeout = wait(this.options.patienceMs ?? 10_000, 'late', { signal: late.signal }).catch(() => 'closed');
      try {
        const result = await Promise.race([close(), timeout]);
        if (result === 'late') this.options.say(`${name} does not close; going on without it`);
      } catch (error) {
        this.options.say(`${name} did not close cleanly: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        late.abort();
      }
    }
    return true;
  }
}
