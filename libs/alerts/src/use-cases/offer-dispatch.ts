// Sending somebody: who can go is asked, the choice is kept with its reasons, and the offers are made in one commit with it.
import { Inject, Injectable } from '@nestjs/common';
import type { CandidatesAnswer, DispatchTaskView } from '#libs/contracts';
import { DomainError, SETTINGS, SealedText, type Settings } from '#libs/platform';
import { offeredEntries, saysNobody, type Consequence } from '../database/ask-the-next.ts';
import type { CaseCommand } from '../database/case-work.ts';
import { DispatchWork, type DispatchDoes, type OpenTransaction } from '../database/dispatch-work.ts';
import { OPEN_DISPATCH, dispatchesOf, stopLines, writeOffers, writeRound } from '../database/dispatch.store.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { modeOf, planOffer, type OfferRefusal, type OfferTarget } from '../domain/offer-plan.ts';
import { DispatchTasks } from './dispatch-tasks.ts';
import { FindCandidates } from './find-candidates.ts';

export interface OfferOrder {
  to?: OfferTarget;
  /** Needed where `to` is not the first of the candidates. */
  overrideReason?: string;
}

export interface AutomaticOffer {
  taskIds: string[];
  /** The case says that nobody is within reach. */
  nobody: boolean;
}

type Made = { taskIds: string[]; refusal: OfferRefusal | null };

@Injectable()
export class OfferDispatch {
  constructor(
    private readonly work: DispatchWork,
    @Inject(FindCandidates) private readonly candidates: Pick<FindCandidates, 'for'>,
    private readonly tasks: DispatchTasks,
    private readonly sealed: SealedText,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * By the holder of the claim. Throws DISPATCH.NO_CANDIDATE (details: {nobodyInReach, limitSeconds, leftOut}; the case says
   * so all the same), DISPATCH.OVERRIDE_REASON_REQUIRED (details: {preselected, chosen}), DISPATCH.ALREADY_OFFERED,
   * RESPONDER.NOT_FOUND, FACILITY.NOT_FOUND and what CaseWork refuses.
   */
  async offer(alertId: string, actor: ActorRef, order: OfferOrder): Promise<DispatchTaskView[]> {
    const command: CaseCommand = { alertId, actor, origin: 'console', holder: true, states: ['claimed'] };
    // Whoever may not send is told so before it is worked out who could go.
    await this.work.on(command, () => Promise.resolve({ entries: [], result: null }));
    const named = order.to && 'responderId' in order.to ? order.to.responderId : undefined;
    const answer = await this.candidates.for(actor.territory, alertId, named);
    const made = await this.work.on(command, this.making(answer, order, actor.accountId));
    if (made.refusal) throw new DomainError(made.refusal.code, made.refusal.details);
    return this.tasks.byIds(made.taskIds);
  }

  /**
   * By the clock, on a case that nobody has claimed. Does nothing where somebody is asked or under way already; never throws
   * because nobody can go. `within`: in the caller's transaction, who has locked nothing behind this case.
   */
  async offerAutomatically(alertId: string, within?: OpenTransaction): Promise<AutomaticOffer> {
    const answer = await this.candidates.for(null, alertId);
    const command: CaseCommand = { alertId, actor: null, origin: 'clock', states: ['raised'] };
    const made = await this.work.on(command, this.making(answer, {}, null), within);
    return { taskIds: made.taskIds, nobody: made.refusal?.nobody ?? false };
  }

  /** `accountId` null: the clock. */
  private making(answer: CandidatesAnswer, order: OfferOrder, accountId: string | null): DispatchDoes<Made> {
    return async (tx, found, facts) => {
      const before = await dispatchesOf(tx, found.id);
      const engaged = new Set(
        before.filter((task) => OPEN_DISPATCH.includes(task.state)).map((task) => task.responder_id),
      );
      if (accountId === null && engaged.size > 0) return { entries: [], result: { taskIds: [], refusal: null } };
      const plan = planOffer({
        answer,
        severity: found.severity,
        to: order.to ?? null,
        hasReason: Boolean(order.overrideReason?.trim()),
        engaged,
        atOnce: this.settings.PARALLEL_OFFERS,
      });
      const round = {
        alertId: found.id,
        accountId,
        answer,
        overrideSealed: order.overrideReason ? this.sealed.seal(order.overrideReason) : null,
        automatic: accountId === null,
      };
      if ('code' in plan) {
        if (!plan.nobody) throw new DomainError(plan.code, plan.details);
        await writeRound(tx, { ...round, mode: modeOf(found.severity), waiting: [] });
        return { ...(await saysNobody(tx, found.id)), result: { taskIds: [], refusal: plan } };
      }
      // One line at a time: a new decision takes the place of an older one.
      await stopLines(tx, found.id);
      const roundId = await writeRound(tx, { ...round, mode: plan.mode, waiting: plan.waiting });
      const offers = await writeOffers(tx, {
        alertId: found.id,
        roundId,
        responderIds: plan.ask,
        offeredBy: accountId,
        offerMs: this.settings.OFFER_MS,
        first: before.length === 0,
      });
      facts.push(...offers.facts);
      // Those who come too late are asked all the same; that nobody is within the limit is said at once.
      const late: Consequence =
        answer.nobodyInReach && engaged.size === 0
          ? await saysNobody(tx, found.id)
          : { entries: [], set: 'nobody_in_reach_at = NULL' };
      const note = plan.override ? (order.overrideReason ?? null) : null;
      const asked = offeredEntries(roundId, offers.taskIds, plan.ask, accountId === null);
      return {
        ...late,
        entries: [...late.entries, ...asked.map((entry) => ({ ...entry, note }))],
        result: { taskIds: offers.taskIds, refusal: null },
      };
    };
  }
}
