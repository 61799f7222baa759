// What each kind of task offers to the verb `task`.
import type { AnyTask } from '#libs/contracts';
import type { ConsoleConnection } from './console-connection.ts';

export interface TaskHandler {
  /** Any other is answered with COMMON.VALIDATION. */
  readonly verbs: readonly string[];
  /** `payload`: the whole order as it was sent, with one of the verbs; the handler checks the rest (checkedInput). */
  run(console: ConsoleConnection, alertId: string, payload: object): Promise<{ task: AnyTask; tasks: AnyTask[] }>;
}
