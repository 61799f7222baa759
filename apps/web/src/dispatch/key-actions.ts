// The name of each action in the texts.
import type { Action } from './keymap.ts';

export const ACTION_TEXT: Readonly<Record<Action, string>> = {
  claimTop: 'keys.claimTop',
  claimOpen: 'keys.claimOpen',
  note: 'keys.note',
  close: 'keys.close_',
  release: 'keys.release',
  next: 'keys.next',
  previous: 'keys.previous',
  open: 'keys.open',
  letIn: 'keys.letIn',
  help: 'keys.helpKey',
};
