// The open tasks of one responder with their cases, and the only ways they may change. Pure: every function answers a new list.
// Address, door and key stay only as long as a task of theirs is open: of what ended, versions alone are remembered.
import type { AlertView, DispatchState, ResponderTask, StationSnapshot } from '#libs/contracts';

/** A task without its case: cases are held once, beside the tasks. */
export type HeldTask = Omit<ResponderTask, 'alert'> & {
  /** Where its case is now: another one than at first, once cases were merged. */
  caseId: string;
};

/** A task that is over, without a word about the person. */
export interface EndedTask {
  taskId: string;
  /** Null: it ended while this phone heard nothing, and nobody said how. */
  state: DispatchState | null;
}

export interface TaskList {
  tasks: ReadonlyMap<string, HeldTask>;
  /** Open cases of open tasks; what the server's digest is compared with. */
  alerts: ReadonlyMap<string, AlertView>;
  /** The place in the fact log of what is held of each task. */
  seqs: ReadonlyMap<string, number>;
  /** Versions of tasks and cases that are over: a word that comes late must not bring them back. */
  past: ReadonlyMap<string, number>;
}

export interface Change {
  list: TaskList;
  ended: EndedTask[];
}

/** So many past tasks and cases are remembered; older ones cannot be in flight any more. */
const PAST_KEPT = 400;
const OVER: readonly DispatchState[] = ['declined', 'expired', 'recalled', 'left'];

export const isOver = (state: DispatchState): boolean => OVER.includes(state);
const caseIdOf = ({ task, alert }: ResponderTask): string => alert?.id ?? task.alertId;
const isOpenCase = (alert: AlertView): boolean => alert.state !== 'closed' && alert.state !== 'merged';

export const emptyTasks = (): TaskList => ({ tasks: new Map(), alerts: new Map(), seqs: new Map(), past: new Map() });

/** Takes a snapshot as the whole truth; an open task that it lacks is over. */
export function takeSnapshot(list: TaskList, snapshot: Pick<StationSnapshot, 'alerts' | 'tasks' | 'headSeq'>): Change {
  const draft = new Draft({ ...emptyTasks(), past: list.past });
  for (const one of snapshot.tasks) {
    if (isOver(one.task.state)) continue;
    draft.past.delete(one.task.id);
    draft.past.delete(caseIdOf(one));
    draft.putTask(snapshot.headSeq, one);
  }
  for (const alert of snapshot.alerts) draft.putCase(alert);
  const said = new Map(snapshot.tasks.map(({ task }) => [task.id, task.state]));
  const ended = [...list.tasks.values()]
    .filter(({ task }) => !draft.tasks.has(task.id))
    .map(({ task }) => ({ taskId: task.id, state: said.get(task.id) ?? null }));
  for (const { taskId } of ended) draft.past.set(taskId, list.tasks.get(taskId)?.task.version ?? 0);
  return { list: draft.done(), ended };
}

/** An offer or another state of a task, in any order and any number of times. */
export function takeTask(list: TaskList, seq: number, task: ResponderTask): Change {
  if (!isNews(list, seq, task)) return { list, ended: [] };
  const draft = new Draft(list);
  const ended = isOver(task.task.state) ? draft.end(task) : draft.putTask(seq, task);
  return { list: draft.done(), ended };
}

/** The server's answer to a verb; it has no place in the log, so only a greater version is news. */
export const takeAnswer = (list: TaskList, task: ResponderTask): Change => takeTask(list, -1, task);

/** A case of ours changed; cases of others are no business of this phone. */
export function takeCase(list: TaskList, alert: AlertView): TaskList {
  const draft = new Draft(list);
  return draft.putCase(alert) ? draft.done() : list;
}

/** The case is no longer ours to see; a removal older than what is held of its tasks is no news. */
export function takeRemoved(list: TaskList, { seq, alertId }: { seq: number; alertId: string }): TaskList {
  const held = [...list.tasks.values()].filter(({ caseId }) => caseId === alertId);
  if (held.some(({ task }) => (list.seqs.get(task.id) ?? 0) > seq)) return list;
  const draft = new Draft(list);
  draft.hideCase(alertId);
  return draft.done();
}

/** What was missed since a place in the fact log, as `sync` answers it. */
export function takeSync(
  list: TaskList,
  answer: {
    alerts: readonly AlertView[];
    tasks: readonly ResponderTask[];
    removed: readonly string[];
    headSeq: number;
  },
): Change {
  let now = list;
  const ended: EndedTask[] = [];
  for (const task of answer.tasks) {
    const change = takeTask(now, answer.headSeq, task);
    now = change.list;
    ended.push(...change.ended);
  }
  for (const alert of answer.alerts) now = takeCase(now, alert);
  for (const alertId of answer.removed) now = takeRemoved(now, { seq: answer.headSeq, alertId });
  return { list: now, ended };
}

function isNews(list: TaskList, seq: number, { task }: ResponderTask): boolean {
  const over = list.past.get(task.id);
  if (over !== undefined && task.version <= over) return false;
  const held = list.tasks.get(task.id);
  if (!held) return true;
  if (task.version !== held.task.version) return task.version > held.task.version;
  // Who else is on the way changes without a new version of this task.
  return seq >= (list.seqs.get(task.id) ?? 0);
}

class Draft {
  readonly tasks: Map<string, HeldTask>;
  readonly past: Map<string, number>;
  private readonly alerts: Map<string, AlertView>;
  private readonly seqs: Map<string, number>;

  constructor(list: TaskList) {
    this.tasks = new Map(list.tasks);
    this.alerts = new Map(list.alerts);
    this.seqs = new Map(list.seqs);
    this.past = new Map(list.past);
  }

  putTask(seq: number, one: ResponderTask): EndedTask[] {
    const { alert, ...rest } = one;
    const { id } = rest.task;
    const before = this.tasks.get(id)?.caseId;
    const help = alert && isOpenCase(alert) ? rest.help : null;
    this.tasks.set(id, { ...rest, help, caseId: caseIdOf(one) });
    this.seqs.set(id, Math.max(seq, this.seqs.get(id) ?? 0));
    if (alert) this.putCase(alert);
    if (before !== undefined && !this.isWanted(before)) this.hideCase(before);
    return [];
  }

  end({ task }: ResponderTask): EndedTask[] {
    const caseId = this.tasks.get(task.id)?.caseId ?? task.alertId;
    const wasOpen = this.tasks.delete(task.id);
    this.seqs.delete(task.id);
    this.past.set(task.id, task.version);
    if (!this.isWanted(caseId)) this.hideCase(caseId);
    return wasOpen ? [{ taskId: task.id, state: task.state }] : [];
  }

  /** True if it was news. */
  putCase(alert: AlertView): boolean {
    const known = Math.max(this.alerts.get(alert.id)?.version ?? 0, this.past.get(alert.id) ?? 0);
    if (!this.isWanted(alert.id) || alert.version <= known) return false;
    if (isOpenCase(alert)) {
      this.past.delete(alert.id);
      this.alerts.set(alert.id, alert);
    } else {
      this.hideCase(alert.id);
      this.past.set(alert.id, alert.version);
    }
    return true;
  }

  hideCase(alertId: string): void {
    const held = this.alerts.get(alertId);
    if (held) this.past.set(alertId, held.version);
    this.alerts.delete(alertId);
    for (const [id, one] of this.tasks) if (one.caseId === alertId) this.tasks.set(id, { ...one, help: null });
  }

  done(): TaskList {
    const { tasks, alerts, seqs, past } = this;
    const kept = past.size <= PAST_KEPT ? past : new Map([...past].slice(past.size - PAST_KEPT));
    return { tasks, alerts, seqs, past: kept };
  }

  private isWanted(alertId: string): boolean {
    return [...this.tasks.values()].some(({ caseId }) => caseId === alertId);
  }
}
