// The life of a call that rings at the centre, as data; the telephony's messages may come late, twice or out of order. Pure.
import { INCOMING_CALL_STATES, type IncomingCallState } from '#libs/contracts';
import type { TaskLifecycle } from './task-lifecycles.ts';

export const INCOMING_LIFE: TaskLifecycle<IncomingCallState, 'answer' | 'end' | 'miss'> = {
  states: INCOMING_CALL_STATES,
  initial: 'ringing',
  final: ['ended', 'missed'],
  transitions: {
    answer: { from: ['ringing'], to: 'answered' },
    end: { from: ['answered'], to: 'ended' },
    miss: { from: ['ringing'], to: 'missed' },
  },
};

export const INCOMING_EVENTS = ['incoming', 'answered', 'ended', 'missed', 'recording'] as const;
export type IncomingEvent = (typeof INCOMING_EVENTS)[number];

/** What a message makes of a call in this state; the same state where it says nothing new. */
export function afterEvent(state: IncomingCallState, event: IncomingEvent): IncomingCallState {
  const { answer, end, miss } = INCOMING_LIFE.transitions;
  switch (event) {
    case 'incoming':
    case 'recording':
      return state;
    case 'answered':
      return answer.from.includes(state) ? answer.to : state;
    case 'missed':
      return miss.from.includes(state) ? miss.to : state;
    case 'ended':
      // Who hung up before anybody answered has called in vain.
      if (miss.from.includes(state)) return miss.to;
      return end.from.includes(state) ? end.to : state;
  }
}
