// Why a transition did not happen, as a coded refusal.
import { DomainError } from '#libs/platform';
import type { ActorRef, StandRow } from '../database/transition.store.ts';

/** `stand` is how the case stands now; null means unknown or outside the actor's territory. */
export function refusalFor(verb: string, stand: StandRow | null, actor: ActorRef): DomainError {
  if (!stand) return new DomainError('ALERT.NOT_FOUND');
  const by = stand.claimed_by ? { id: stand.claimed_by, name: stand.claimed_by_name ?? '' } : null;
  if (verb === 'claim') {
    if (stand.state === 'claimed') return new DomainError('ALERT.ALREADY_CLAIMED', { by });
    return new DomainError('ALERT.WRONG_STATE', { state: stand.state });
  }
  // Reopening asks for a closed case, whoever holds it now.
  if (verb === 'reopen') return new DomainError('ALERT.WRONG_STATE', { state: stand.state });
  if (stand.state === 'raised') return new DomainError(stand.was_mine ? 'ALERT.CLAIM_LOST' : 'ALERT.NOT_CLAIMED');
  if (stand.state !== 'claimed') return new DomainError('ALERT.WRONG_STATE', { state: stand.state });
  if (stand.claimed_by !== actor.accountId) return new DomainError('ALERT.NOT_YOURS', { by });
  return new DomainError('ALERT.CLAIM_LOST');
}
