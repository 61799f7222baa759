// The life of a case as data: which verb leads from which state to which. The database mirrors it (trigger alerts_guard).
import { ALERT_STATES, type AlertState } from '#libs/contracts';

export const ALERT_VERBS = ['claim', 'release', 'lapse', 'resolve', 'close', 'reopen', 'merge'] as const;
export type AlertVerb = (typeof ALERT_VERBS)[number];

export interface Transition {
  from: readonly AlertState[];
  to: AlertState;
}

export const TRANSITIONS: Readonly<Record<AlertVerb, Transition>> = {
  claim: { from: ['raised'], to: 'claimed' },
  release: { from: ['claimed'], to: 'raised' },
  lapse: { from: ['claimed'], to: 'raised' },
  resolve: { from: ['claimed'], to: 'resolved' },
  close: { from: ['claimed', 'resolved'], to: 'closed' },
  reopen: { from: ['closed'], to: 'claimed' },
  merge: { from: ['raised', 'claimed', 'resolved', 'closed'], to: 'merged' },
};

export const INITIAL_STATE: AlertState = 'raised';
export const FINAL_STATES: readonly AlertState[] = ['merged'];

/** Open on the wire: every state but closed and merged. */
export const OPEN_STATES: readonly AlertState[] = ['raised', 'claimed', 'resolved'];
export const isOpen = (state: AlertState): boolean => OPEN_STATES.includes(state);

/** States in which further presses join the case. */
export const FOLDING_STATES: readonly AlertState[] = ['raised', 'claimed'];

export const canGo = (verb: AlertVerb, from: AlertState): boolean => TRANSITIONS[verb].from.includes(from);

/** Faults of a transition table: states that cannot be reached, final states that can be left. Empty if sound. */
export function lifecycleFaults(transitions: Readonly<Record<string, Transition>> = TRANSITIONS): string[] {
  const reached = new Set<AlertState>([INITIAL_STATE]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { from, to } of Object.values(transitions)) {
      if (!reached.has(to) && from.some((state) => reached.has(state))) grown = Boolean(reached.add(to));
    }
  }
  const faults = ALERT_STATES.filter((state) => !reached.has(state)).map((state) => `${state} cannot be reached`);
  for (const [verb, { from }] of Object.entries(transitions)) {
    for (const state of from) if (FINAL_STATES.includes(state)) faults.push(`${verb} leaves the final state ${state}`);
  }
  return faults;
}
