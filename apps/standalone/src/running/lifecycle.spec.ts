// What was opened is closed, in reverse order, whatever ended the run.
import { describe, expect, it } from '@jest/globals';
import { Lifecycle, StopRequested } from './lifecycle.ts';

function aLifecycle(patienceMs = 50) {
  const events: string[] = [];
  let left!: (code: number) => void;
  const exited = new Promise<number>((resolve) => (left = resolve));
  const lifecycle = new Lifecycle({
    say: (line) => events.push(line),
    stopping: () => events.push('stopping'),
    exit: (code) => left(code),
    patienceMs,
  });
  return { lifecycle, events, exited };
}

describe('A run', () => {
  it('closes the last one opened first, then ends with the code that was asked for', async () => {
    const { lifecycle, events, exited } = aLifecycle();
    lifecycle.add('database', () => void events.push('database closed'));
    lifecycle.add('doors', () => void events.push('doors closed'));
    lifecycle.running();
    lifecycle.stop('SIGTERM', 0);
    expect(await exited).toBe(0);
    expect(events).toEqual(['stopping: SIGTERM', 'stopping', 'doors closed', 'database closed']);
  });

  it('goes on closing when one part fails and another one hangs', async () => {
    const { lifecycle, events, exited } = aLifecycle();
    lifecycle.add('database', () => void events.push('database closed'));
    lifecycle.add('queue', () => Promise.reject(new Error('lost')));
    lifecycle.add('doors', () => new Promise<void>(() => undefined));
    lifecycle.running();
    lifecycle.stop('SIGINT', 0);
    expect(await exited).toBe(0);
    expect(events.slice(2)).toEqual([
      'doors does not close; going on without it',
      'queue did not close cleanly: lost',
      'database closed',
    ]);
  });

  it('takes a second signal for the same wish', async () => {
    const { lifecycle, events, exited } = aLifecycle();
    lifecycle.running();
    lifecycle.stop('SIGINT', 0);
    lifecycle.stop('an error that nobody caught', 1);
    expect(await exited).toBe(0);
    expect(events).toEqual(['stopping: SIGINT', 'stopping']);
  });
});

describe('A start that is asked to stop', () => {
  it('ends at its next step, and what that step opened is closed', async () => {
    const { lifecycle, events, exited } = aLifecycle();
    lifecycle.stop('SIGINT', 0);
    expect(() => lifecycle.add('database', () => void events.push('database closed'))).toThrow(StopRequested);
    await lifecycle.closeAndExit();
    expect(await exited).toBe(0);
    expect(events).toContain('database closed');
  });
});
