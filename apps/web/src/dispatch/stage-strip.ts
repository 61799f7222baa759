// The strip 收到 → 已接 → 已派 → 到达 → 关闭 of a case, with clocks against their targets. Pure.
import type { AlertStage, AlertView } from '#libs/contracts';

export const STRIP_STEPS = ['received', 'claimed', 'dispatched', 'onScene', 'closed'] as const;
export type StripStep = (typeof STRIP_STEPS)[number];

/** Internal legs (domain rule 5), in ms: claim and first call from arrival of the alert, acceptance from the dispatch. */
export const CLAIM_TARGET_MS = 15_000;
export const CALL_TARGET_MS = 60_000;
export const ACCEPT_TARGET_MS = 120_000;
/** From this share of a target on, the operator is warned. */
const WARN_FROM = 2 / 3;

export type Verdict = 'within' | 'near' | 'over';

/** A leg inside a step that has a target of its own. */
export interface StripLeg {
  leg: 'called' | 'accepted';
  done: boolean;
  elapsedMs: number;
  targetMs: number;
  verdict: Verdict;
}

export interface StripStepView {
  step: StripStep;
  /** `skipped`: the case went on without it, as when it was settled by phone. */
  state: 'done' | 'running' | 'waiting' | 'skipped';
  /** Milliseconds from arrival to the step, or until now while it runs; null when it is not known. */
  elapsedMs: number | null;
  targetMs: number | null;
  verdict: Verdict | null;
  also: StripLeg | null;
}

/** How many steps a stage has behind it. */
// prettier-ignore
const REACHED: Readonly<Record<AlertStage, number>> = {
  raised: 1, claimed: 2, verifying: 2, dispatched: 3, accepted: 3, enRoute: 3, onScene: 4, resolved: 4, closed: 5,
};

export function stageStrip(alert: AlertView, nowMs: number): StripStepView[] {
  const { milestones } = alert;
  const received = Date.parse(alert.receivedAt);
  const since = (at: string | null): number | null => (at === null ? null : Math.max(0, Date.parse(at) - received));
  const running = Math.max(0, nowMs - received);
  const ended = alert.state === 'closed' || alert.state === 'merged';
  const claimDone = alert.state !== 'raised';
  const claimMs = claimDone ? since(alert.claimedAt) : running;
  // A case resolved by phone alone passed neither dispatch nor arrival: that is said, not coloured as done.
  const settled = ended || alert.state === 'resolved';
  const step = (name: StripStep, rest: Partial<StripStepView>): StripStepView => ({
    step: name, state: 'waiting', elapsedMs: null, targetMs: null, verdict: null, also: null, ...rest,
  }); // prettier-ignore
  const reached = (at: string | null, place: number): boolean =>
    at !== null || (!settled && REACHED[alert.stage] >= place);

  const dispatched = reached(milestones.dispatchedAt, 3);
  const there = reached(milestones.onSceneAt, 4);
  const arrivalMs = alert.arrivalTargetSeconds * 1000;
  const toScene = there ? since(milestones.onSceneAt) : running;
  return [
    step('received', { state: 'done', elapsedMs: 0 }),
    step('claimed', {
      state: claimDone ? 'done' : 'running',
      elapsedMs: claimMs,
      targetMs: CLAIM_TARGET_MS,
      verdict: claimMs === null ? null : verdictOf(claimMs, CLAIM_TARGET_MS),
      also: legOf('called', received, milestones.callStartedAt, CALL_TARGET_MS, claimDone && !settled, nowMs),
    }),
    step('dispatched', {
      state: dispatched ? 'done' : settled ? 'skipped' : 'waiting',
      elapsedMs: since(milestones.dispatchedAt),
      also: acceptance(alert, settled, nowMs),
    }),
    step('onScene', {
      state: there ? 'done' : settled ? 'skipped' : dispatched ? 'running' : 'waiting',
      ...(settled && !there
        ? {}
        : {
            elapsedMs: dispatched ? toScene : null,
            targetMs: arrivalMs,
            verdict: toScene === null ? null : verdictOf(toScene, arrivalMs),
          }),
    }),
    step('closed', {
      state: ended ? 'done' : claimDone ? 'running' : 'waiting',
      elapsedMs: ended ? since(alert.closedAt) : claimDone ? running : null,
    }),
  ];
}

function acceptance({ milestones }: AlertView, settled: boolean, nowMs: number): StripLeg | null {
  if (milestones.dispatchedAt === null) return null;
  const from = Date.parse(milestones.dispatchedAt);
  return legOf('accepted', from, milestones.acceptedAt, ACCEPT_TARGET_MS, !settled, nowMs);
}

/** Null where the leg never began, or nobody waits for it any more. */
function legOf(
  leg: StripLeg['leg'],
  fromMs: number,
  at: string | null,
  targetMs: number,
  waits: boolean,
  nowMs: number,
): StripLeg | null {
  if (at === null && !waits) return null;
  const elapsedMs = Math.max(0, (at === null ? nowMs : Date.parse(at)) - fromMs);
  return { leg, done: at !== null, elapsedMs, targetMs, verdict: verdictOf(elapsedMs, targetMs) };
}

export function verdictOf(elapsedMs: number, targetMs: number): Verdict {
  if (elapsedMs > targetMs) return 'over';
  return elapsedMs >= targetMs * WARN_FROM ? 'near' : 'within';
}
