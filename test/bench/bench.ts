// What every part of the bench gets: the house, the options, and helpers to start processes that are ended with it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE_FLAGS, ROOT, RunningProcess, type Environment } from '../support/processes.ts';
import type { Figure } from './figures.ts';
import { House } from './house.ts';
import { Helper } from './load/helper.ts';
import { connectedLoad, type Load } from './load/load.ts';
import type { DeviceAccount } from './load/sender.ts';

export interface Options {
  only: string[] | null;
  quick: boolean;
  peers: boolean;
}

export class Bench {
  readonly house = new House();
  private readonly processes = new Set<RunningProcess>();
  private readonly helpers = new Set<{ stop(): void }>();

  constructor(readonly options: Options) {}

  /** The longer one, unless --quick was asked for. */
  either<T>(full: T, quick: T): T {
    return this.options.quick ? quick : full;
  }

  say(line: string): void {
    process.stderr.write(`  ${line}\n`);
  }

  /** A process of test/bench/processes; resolves with what its ready line says. */
  async process(name: string, env: Environment): Promise<{ process: RunningProcess; says: Record<string, string> }> {
    const file = join(ROOT, 'dist', 'test', 'bench', 'processes', `${name}.js`);
    const started = this.own(
      new RunningProcess(
        name,
        spawn(process.execPath, [...NODE_FLAGS, file], {
          cwd: ROOT,
          env: { PATH: process.env.PATH ?? '', ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ),
    );
    const [line] = await started.line(/^ready .*$/m);
    const says = Object.fromEntries(
      line
        .split(' ')
        .slice(1)
        .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    return { process: started, says };
  }

  /** Ends with the bench, whatever happens. */
  own<P extends RunningProcess>(process: P): P {
    this.processes.add(process);
    return process;
  }

  async load(url: string, devices: DeviceAccount[]): Promise<Load> {
    const load = await connectedLoad(url, devices);
    this.helpers.add(load);
    return load;
  }

  /** A helper process that takes orders. */
  helper<O extends object, R>(name: string, env: Environment = {}): Helper<O, R> {
    const helper = Helper.start<O, R>(name, env);
    this.helpers.add(helper);
    return helper;
  }

  /** Ends what the last part has started; the house goes on. */
  async endPart(): Promise<void> {
    for (const helper of this.helpers) helper.stop();
    this.helpers.clear();
    await Promise.all([...this.processes].map((process) => process.stop()));
    this.processes.clear();
  }

  async close(): Promise<void> {
    await this.endPart();
    await this.house.remove();
  }
}

export interface Part {
  name: string;
  what: string;
  run(bench: Bench): Promise<Figure[]>;
}
