// What the keys and the command line of the console do: to the case that is open, to the queue, to the page.
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toasts.ts';
import { useAlerts } from './alerts-store.ts';
import type { CaseActions } from './case-actions.ts';
import type CaseCard from './case-card.vue';
import type { Command } from './command-line.ts';
import { deedOf } from './desk-deeds.ts';
import { ACTION_TEXT } from './key-actions.ts';
import type { Action } from './keymap.ts';
import type QueueList from './queue-list.vue';
import { neighbour } from './queue-order.ts';

export interface DeskParts {
  actions: CaseActions;
  queue: Ref<InstanceType<typeof QueueList> | null>;
  card: Ref<InstanceType<typeof CaseCard> | null>;
  overlay: Ref<'help' | 'keys' | 'close' | null>;
  commanding: Ref<boolean>;
  /** The key of the outcome with which the closing begins. */
  outcomeKey: Ref<string | null>;
}

export interface DeskActs {
  act: (action: Action) => void;
  open: (id: string) => void;
  /** `first`: the key of the outcome with which it begins. */
  closeSelected: (first?: string | null) => void;
  runCommand: (command: Exclude<Command, { do: 'help' }>) => void;
}

export function useDeskActs({ actions, queue, card, overlay, commanding, outcomeKey }: DeskParts): DeskActs {
  const { t } = useI18n();
  const [alerts, session, toasts] = [useAlerts(), useSession(), useToasts()];

  function open(id: string): void {
    alerts.select(id);
    queue.value?.leave();
  }
  function choose(steps: number): void {
    const id = neighbour(alerts.shown.ids, alerts.cursorId, steps);
    if (id !== null) queue.value?.focusRow(id);
  }
  function closeSelected(first: string | null = null): void {
    const { selected } = alerts;
    if (!selected) toasts.warn(t('act.selectFirst'));
    else if (selected.state === 'closed' || selected.state === 'merged') toasts.warn(t('act.ended'));
    else if (selected.state === 'resolved' && selected.reviewDue && session.role !== 'supervisor') {
      toasts.warn(t('closing.supervisorOnly'));
    } else if (!alerts.isMine(selected) && selected.state !== 'resolved') toasts.warn(t('act.notMine'));
    else {
      outcomeKey.value = first;
      overlay.value = 'close';
    }
  }
  function runCommand(command: Exclude<Command, { do: 'help' }>): void {
    const { selected } = alerts;
    if (!selected) {
      toasts.warn(t('act.selectFirst'));
      return;
    }
    switch (command.do) {
      case 'dispatch':
        card.value?.sendTo(command.places);
        return;
      case 'call':
        card.value?.call(command.place);
        return;
      case 'rescue':
        void card.value?.rescueCalled(command.service);
        return;
      case 'close':
        closeSelected(command.choice);
        return;
      case 'note':
        void actions.note(selected, command.text);
        return;
    }
  }

  /** What the page does itself; everything else is a deed of the panels. */
  const deeds: Partial<Record<Action, () => void>> = {
    claimTop: () => {
      queue.value?.leave();
      if (alerts.top) void actions.claim(alerts.top);
      else toasts.info(t('act.nothingToClaim'));
    },
    claimOpen: () => {
      const { selected } = alerts;
      if (selected?.state === 'raised') void actions.claim(selected);
      else if (!selected) toasts.warn(t('act.selectFirst'));
    },
    note: () => (alerts.selected ? card.value?.focusNote() : toasts.warn(t('act.selectFirst'))),
    close: () => closeSelected(),
    command: () => (commanding.value = true),
    release: () => {
      const { selected } = alerts;
      if (selected && alerts.isMine(selected)) void actions.release(selected);
      else toasts.warn(t(selected ? 'act.notMine' : 'act.selectFirst'));
    },
    next: () => choose(1),
    previous: () => choose(-1),
    open: () => {
      if (alerts.cursorId !== null && alerts.viewOf(alerts.cursorId)) open(alerts.cursorId);
    },
    letIn: () => queue.value?.letIn(),
    help: () => (overlay.value = 'help'),
  };
  function act(action: Action): void {
    const deed = deeds[action] ?? deedOf(action);
    if (deed) deed();
    else toasts.warn(t('act.notNow', { what: t(ACTION_TEXT[action]) }));
  }

  return { act, open, closeSelected, runCommand };
}
