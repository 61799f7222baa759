// Which receipts a run of facts calls for. Pure.
import type { AlertState, Receipt, ReceiptState, TaskStage } from '#libs/contracts';
import type { Fact } from '#libs/platform';

/** A press of a case, with the state of the case and its furthest task now. */
export interface CasePress {
  alertId: string;
  number: string;
  state: AlertState;
  stage: TaskStage | null;
  deviceKey: string;
  eventId: string;
}

export interface AddressedReceipt {
  deviceKey: string;
  receipt: Receipt;
}

/** What a change of a case tells the devices that pressed; changes that are absent tell them nothing. */
const TOLD_BY_CHANGE = new Map<string, ReceiptState>([
  ['claimed', 'claimed'],
  ['reopened', 'claimed'],
  ['closed', 'closed'],
]);
/** What the first dispatch of a case to get there tells them; later ones tell them nothing. */
const TOLD_BY_DISPATCH = new Map<string, ReceiptState>([
  ['offered', 'dispatched'],
  ['onScene', 'onScene'],
]);

/** Alerts whose presses must be known before receipts can be made of these facts. */
export function alertsOf(facts: readonly Fact[]): string[] {
  const ids = facts.map((fact) => (fact.kind === 'event' ? fact.data['alertId'] : toldBy(fact)?.alertId));
  return [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
}

/**
 * In the order of the facts, each at most once. Received: with the number of its case; and, since the press may have come
 * after the claim or be sent again, how the case stands by now.
 */
export function receiptsOf(facts: readonly Fact[], presses: readonly CasePress[]): AddressedReceipt[] {
  const receipts = new Map<string, AddressedReceipt>();
  const add = (deviceKey: string, receipt: Receipt): void => {
    receipts.set(`${deviceKey}\n${receipt.id}\n${receipt.state}`, { deviceKey, receipt });
  };
  for (const fact of facts) {
    if (fact.kind === 'event') {
      const id = String(fact.data['eventId']);
      const own = presses.find((press) => press.alertId === fact.data['alertId']);
      add(fact.subject, { id, alert: own?.number ?? null, state: 'received', at: fact.at });
      const now = own ? stateNow(own) : null;
      if (own && now) add(fact.subject, { id, alert: own.number, state: now, at: fact.at });
    }
    const told = toldBy(fact);
    if (!told) continue;
    for (const press of presses.filter((one) => one.alertId === told.alertId)) {
      add(press.deviceKey, { id: press.eventId, alert: press.number, state: told.state, at: fact.at });
    }
  }
  return [...receipts.values()];
}

function toldBy(fact: Fact): { alertId: string; state: ReceiptState } | null {
  if (fact.kind === 'alert') return telling(fact.subject, TOLD_BY_CHANGE.get(fact.change));
  if (fact.kind !== 'dispatch' || fact.data['first'] !== true) return null;
  return telling(String(fact.data['alertId']), TOLD_BY_DISPATCH.get(fact.change));
}

const telling = (alertId: string, state: ReceiptState | undefined) => (state ? { alertId, state } : null);

function stateNow({ state, stage }: CasePress): ReceiptState | null {
  switch (state) {
    case 'raised':
      return reachedBy(stage);
    case 'claimed':
    case 'resolved':
      return reachedBy(stage) ?? 'claimed';
    case 'closed':
    case 'merged':
      return 'closed';
  }
}

function reachedBy(stage: TaskStage | null): ReceiptState | null {
  switch (stage) {
    case null:
    case 'verifying':
      return null;
    case 'dispatched':
    case 'accepted':
    case 'enRoute':
      return 'dispatched';
    case 'onScene':
      return 'onScene';
  }
}
