// The sweeper: looks for what is due at a steady pace, in every process that runs it, one of them at a time (P8). Each
// chore has a run of its own, so that one that hangs or fails holds up none of the others.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { AuditOpenCases } from './use-cases/audit-open-cases.ts';
import { FireDueSteps } from './use-cases/fire-due-steps.ts';
import { Handovers } from './use-cases/handovers.ts';
import { IncomingCalls } from './use-cases/incoming-calls.ts';
import { OfferWhenNobodyAnswers } from './use-cases/offer-when-nobody-answers.ts';
import { SendTelephonyOrders } from './use-cases/send-telephony-orders.ts';
import { SweepDispatch } from './use-cases/sweep-dispatch.ts';
import { WarnThatPoliceIsDue } from './use-cases/warn-that-police-is-due.ts';

interface Chore {
  what: string;
  run: () => Promise<unknown>;
  /** Not more often than this. */
  everyMs: number;
  beganAt: number;
  running: Promise<void> | null;
}

@Injectable()
export class AlertSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private sweptAt = 0;
  private readonly chores: Chore[];

  constructor(
    fireDueSteps: FireDueSteps,
    offering: OfferWhenNobodyAnswers,
    sweepDispatch: SweepDispatch,
    police: WarnThatPoliceIsDue,
    auditing: AuditOpenCases,
    handovers: Handovers,
    telephony: SendTelephonyOrders,
    incoming: IncomingCalls,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.chores = [
      chore('steps and leases', async () => {
        await fireDueSteps.run();
        this.sweptAt = Date.now();
      }),
      chore('automatic offers', () => offering.run()),
      chore('dispatches', () => sweepDispatch.run()),
      chore('missing people', () => police.run(), 1_000),
      chore('handovers', () => handovers.expire()),
      chore('orders to the telephony', () => telephony.run()),
      chore('calls without an end', () => incoming.missForgotten(), 60_000),
      chore('audit', () => auditing.run(), settings.AUDIT_MS),
    ];
  }

  /** Milliseconds since the last sweep that reached the database; infinite before the first. */
  get ageMs(): number {
    return this.sweptAt === 0 ? Number.POSITIVE_INFINITY : Date.now() - this.sweptAt;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      for (const one of this.chores) this.begin(one);
    }, this.settings.SWEEP_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    for (const { running } of this.chores) await running;
  }

  private begin(one: Chore): void {
    if (one.running || Date.now() - one.beganAt < one.everyMs) return;
    one.beganAt = Date.now();
    one.running = one
      .run()
      .then(() => undefined)
      .catch((error: unknown) =>
        this.log.warn({ err: error, chore: one.what }, 'a sweep failed; it will be tried again'),
      )
      .finally(() => (one.running = null));
  }
}

const chore = (what: string, run: () => Promise<unknown>, everyMs = 0): Chore => ({
  what,
  run,
  everyMs,
  beganAt: 0,
  running: null,
});
