// The lives of the tasks beside a case, as data. The database mirrors them (triggers *_tasks_guard; a test compares).
import {
  CALL_STATES, DISPATCH_STATES, FOLLOW_UP_STATES, RESCUE_STATES,
  type CallState, type DispatchState, type FollowUpState, type RescueState,
} from '#libs/contracts'; // prettier-ignore

export interface TaskLifecycle<State extends string, Verb extends string> {
  states: readonly State[];
  initial: State;
  final: readonly State[];
  transitions: Readonly<Record<Verb, { from: readonly State[]; to: State }>>;
}

export const CALL_LIFE: TaskLifecycle<CallState, 'voice' | 'noAnswer' | 'end'> = {
  states: CALL_STATES,
  initial: 'ringing',
  final: ['noAnswer', 'ended'],
  transitions: {
    voice: { from: ['ringing'], to: 'voice' },
    noAnswer: { from: ['ringing'], to: 'noAnswer' },
    end: { from: ['ringing', 'voice'], to: 'ended' },
  },
};

export const DISPATCH_LIFE: TaskLifecycle<
  DispatchState,
  'accept' | 'decline' | 'expire' | 'recall' | 'enRoute' | 'onScene' | 'atDoorNoAnswer' | 'left'
> = {
  states: DISPATCH_STATES,
  initial: 'offered',
  final: ['declined', 'expired', 'recalled', 'left'],
  transitions: {
    accept: { from: ['offered'], to: 'accepted' },
    decline: { from: ['offered'], to: 'declined' },
    expire: { from: ['offered'], to: 'expired' },
    recall: { from: ['offered', 'accepted', 'enRoute'], to: 'recalled' },
    enRoute: { from: ['accepted'], to: 'enRoute' },
    onScene: { from: ['enRoute'], to: 'onScene' },
    atDoorNoAnswer: { from: ['onScene'], to: 'atDoorNoAnswer' },
    left: { from: ['onScene', 'atDoorNoAnswer'], to: 'left' },
  },
};

export const RESCUE_LIFE: TaskLifecycle<RescueState, 'arrived' | 'takenTo' | 'refused'> = {
  states: RESCUE_STATES,
  initial: 'called',
  final: ['takenTo', 'refused'],
  transitions: {
    arrived: { from: ['called'], to: 'arrived' },
    takenTo: { from: ['called', 'arrived'], to: 'takenTo' },
    refused: { from: ['called', 'arrived'], to: 'refused' },
  },
};

export const FOLLOW_UP_LIFE: TaskLifecycle<FollowUpState, 'done' | 'cancel'> = {
  states: FOLLOW_UP_STATES,
  initial: 'due',
  final: ['done', 'cancelled'],
  transitions: { done: { from: ['due'], to: 'done' }, cancel: { from: ['due'], to: 'cancelled' } },
};

/** `from>to` of every transition, sorted: the form in which the database keeps them. */
export const edgesOf = (life: TaskLifecycle<string, string>): string[] =>
  Object.values(life.transitions)
    .flatMap(({ from, to }) => from.map((state) => `${state}>${to}`))
    .sort();

/** Faults of a table: states that cannot be reached, final ones that can be left, others that cannot. Empty if sound. */
export function taskLifeFaults(life: TaskLifecycle<string, string>): string[] {
  const edges = Object.values(life.transitions);
  const reached = new Set([life.initial]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { from, to } of edges) {
      if (!reached.has(to) && from.some((state) => reached.has(state))) grown = Boolean(reached.add(to));
    }
  }
  const left = new Set(edges.flatMap(({ from }) => from));
  return life.states.flatMap((state) => [
    ...(reached.has(state) ? [] : [`${state} cannot be reached`]),
    ...(life.final.includes(state) && left.has(state) ? [`the final state ${state} can be left`] : []),
    ...(!life.final.includes(state) && !left.has(state) ? [`${state} cannot be left`] : []),
  ]);
}
