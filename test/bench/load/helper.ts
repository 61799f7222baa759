// A helper process of test/bench/processes that takes one order at a time over IPC.
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export class Helper<O extends object, R> {
  private constructor(private readonly child: ChildProcess) {}

  static start<O extends object, R>(name: string, env: Record<string, string> = {}): Helper<O, R> {
    const file = join(import.meta.dirname, '..', 'processes', `${name}.js`);
    return new Helper<O, R>(fork(file, { execArgv: [], env: { PATH: process.env.PATH ?? '', ...env } }));
  }

  order(order: O): Promise<R> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('a helper process has ended'));
      this.child.once('exit', ended);
      this.child.once('message', (answer: { report?: R; error?: string }) => {
        this.child.removeListener('exit', ended);
        if (answer.report !== undefined) resolve(answer.report);
        else reject(new Error(answer.error));
      });
      this.child.send(order);
    });
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}
