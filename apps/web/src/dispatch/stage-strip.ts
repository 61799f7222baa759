// The strip 收到 → 已接 → 已派 → 到达 → 关闭 of a case, with clocks against their targets. Pure.
import type { AlertStage, AlertView } from '#libs/contracts';

export const STRIP_STEPS = ['received', 'claimed', 'dispatched', 'onScene', 'closed'] as const;
export type StripStep = (typeof STRIP_STEPS)[number];

/** Target for the claim, in ms from arrival (domain rule 5: an internal leg). */
export const CLAIM_TARGET_MS = 15_000;
/** From this share of a target on, the operator is warned. */
const WARN_FROM = 2 / 3;

export interface StripStepView {
  step: StripStep;
  /** `skipped`: the case went on without it, as when it was settled by phone. */
  state: 'done' | 'running' | 'waiting' | 'skipped';
  /** Milliseconds from arrival to the step, or until now while it runs; null when it is not known. */
  elapsedMs: number | null;
  targetMs: number | null;
  verdict: 'within' | 'near' | 'over' | null;
}

/** How many steps a stage has behind it. */
// prettier-ignore
const REACHED: Readonly<Record<AlertStage, number>> = {
  raised: 1, claimed: 2, verifying: 2, dispatched: 3, accepted: 3, enRoute: 3, onScene: 4, resolved: 4, closed: 5,
};

export function stageStrip(alert: AlertView, nowMs: number): StripStepView[] {
  const received = Date.parse(alert.receivedAt);
  const since = (at: string | null): number | null => (at === null ? null : Math.max(0, Date.parse(at) - received));
  const running = Math.max(0, nowMs - received);
  const ended = alert.state === 'closed' || alert.state === 'merged';
  const claimedMs = since(alert.claimedAt);
  const claimDone = alert.state !== 'raised';
  const claimMs = claimDone ? claimedMs : running;
  const taskReached = REACHED[alert.stage];
  // A case resolved by phone alone passed neither dispatch nor arrival: that is said, not coloured as done.
  const settled = alert.stage === 'resolved' || alert.stage === 'closed' || ended;

  const task = (step: 'dispatched' | 'onScene', place: number): StripStepView => ({
    step,
    state: settled ? 'skipped' : taskReached >= place ? 'done' : 'waiting',
    elapsedMs: null,
    targetMs: null,
    verdict: null,
  });
  return [
    { step: 'received', state: 'done', elapsedMs: 0, targetMs: null, verdict: null },
    {
      step: 'claimed',
      state: claimDone ? 'done' : 'running',
      elapsedMs: claimMs,
      targetMs: CLAIM_TARGET_MS,
      verdict: claimMs === null ? null : verdictOf(claimMs, CLAIM_TARGET_MS),
    },
    task('dispatched', 3),
    task('onScene', 4),
    {
      step: 'closed',
      state: ended ? 'done' : claimDone ? 'running' : 'waiting',
      elapsedMs: ended ? since(alert.closedAt) : claimDone ? running : null,
      targetMs: null,
      verdict: null,
    },
  ];
}

export function verdictOf(elapsedMs: number, targetMs: number): 'within' | 'near' | 'over' {
  if (elapsedMs > targetMs) return 'over';
  return elapsedMs >= targetMs * WARN_FROM ? 'near' : 'within';
}
