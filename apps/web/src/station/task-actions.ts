// What a responder does with a task. Nothing is shown as done before the server has said so.
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { DeclineReason, DoorResult, DoorStep, DoorStepView, EntryWith, WireError } from '#libs/contracts';
import { failureText } from './failure-text.ts';
import type { Step } from './next-step.ts';
import { useStationLink } from './station-link.ts';
import { useTasks } from './tasks-store.ts';
import { useWhereabouts } from './whereabouts.ts';

export type RecordedStep = Pick<DoorStepView, 'step' | 'result'>;
export interface DoorReport {
  step: DoorStep;
  result: DoorResult;
  with?: EntryWith;
  photoId?: string;
}
type Verb = 'accept' | 'decline' | 'enRoute' | 'onScene' | 'atDoorNoAnswer' | 'left' | 'checkIn';
/** Before the acceptance and after the end nobody is told where the phone is. */
const tellsWhere = (verb: Verb): boolean => verb !== 'accept' && verb !== 'decline' && verb !== 'left';
type Answer = { ok: true } | { ok: false; error: WireError };

export const useTaskActions = defineStore('station-actions', () => {
  const [tasks, link, whereabouts] = [useTasks(), useStationLink(), useWhereabouts()];
  /** The task whose answer is awaited; a second press meanwhile does nothing. */
  const busy = ref<string | null>(null);
  /** Why the last press had no effect, and what to do; gone with the next press. */
  const failure = ref<string | null>(null);
  /** Door steps that the server has taken from this phone, by task. */
  const recorded = ref<Record<string, RecordedStep[]>>({});

  async function settle(taskId: string, asked: () => Promise<Answer>): Promise<boolean> {
    if (busy.value !== null) return false;
    busy.value = taskId;
    failure.value = null;
    try {
      const answer = await asked();
      if (!answer.ok) failure.value = failureText(answer.error);
      return answer.ok;
    } finally {
      busy.value = null;
    }
  }

  async function verb(name: Verb, taskId: string, more: { reason?: string } = {}): Promise<Answer> {
    const where = tellsWhere(name) ? await whereabouts.forVerb(name !== 'checkIn') : {};
    const answer = await link.ask(name, { taskId, ...more, ...where });
    if (answer.ok) tasks.takeAnswer(answer.task);
    return answer;
  }

  const accept = (taskId: string): Promise<boolean> =>
    settle(taskId, async () => {
      const answer = await verb('accept', taskId);
      if (answer.ok) tasks.openId = taskId;
      return answer;
    });
  const decline = (taskId: string, reason: DeclineReason): Promise<boolean> =>
    settle(taskId, () => verb('decline', taskId, { reason }));
  const go = (taskId: string, step: Step | 'atDoorNoAnswer'): Promise<boolean> =>
    settle(taskId, () => verb(step, taskId));
  const checkIn = (taskId: string): Promise<boolean> => settle(taskId, () => verb('checkIn', taskId));
  const note = (taskId: string, text: string): Promise<boolean> =>
    settle(taskId, () => link.ask('note', { taskId, text }));

  /** Told to the server and kept for the way through the steps; answers the refusal, or null. */
  async function report(taskId: string, done: DoorReport): Promise<WireError | null> {
    const answer = await link.ask('doorStep', { taskId, ...done });
    if (!answer.ok) return answer.error;
    const { step, result } = done;
    recorded.value = { ...recorded.value, [taskId]: [...(recorded.value[taskId] ?? []), { step, result }] };
    return null;
  }
  const doorStep = (taskId: string, done: DoorReport): Promise<boolean> =>
    settle(taskId, async () => {
      const error = await report(taskId, done);
      return error ? { ok: false, error } : { ok: true };
    });

  function fail(error: WireError): void {
    failure.value = failureText(error);
  }
  function clearFailure(): void {
    failure.value = null;
  }

  tasks.whenEnded((taskId) => {
    const { [taskId]: _over, ...others } = recorded.value;
    recorded.value = others;
  });

  // prettier-ignore
  return { busy, failure, recorded, accept, decline, go, checkIn, note, report, doorStep, fail, clearFailure };
});
