// Which proofs of display are due: each raised case once, and again when the console has become visible or audible since. Pure.
import type { AlertView } from '#libs/contracts';

export interface Senses {
  audible: boolean;
  visible: boolean;
}
/** What was proven of each case while it is raised. */
export type Proven = ReadonlyMap<string, Senses>;

export interface ProofsDue {
  due: string[];
  /** Without the cases that are no longer raised: should one return, it is proven anew. */
  proven: Proven;
}

/** `sensesOf`: not every case need be in sight. Nothing is proven to somebody who neither sees nor hears, so then nothing is due. */
export function proofsDue(
  ordered: readonly AlertView[],
  proven: Proven,
  sensesOf: (alert: AlertView) => Senses,
): ProofsDue {
  const raised = ordered.filter((alert) => alert.state === 'raised');
  const kept = new Map<string, Senses>();
  const due: string[] = [];
  for (const alert of raised) {
    const { id } = alert;
    const senses = sensesOf(alert);
    const before = proven.get(id);
    if (before) kept.set(id, before);
    const gained = (senses.visible && !before?.visible) || (senses.audible && !before?.audible);
    if (gained) due.push(id);
  }
  return { due, proven: kept };
}

/** What stands proven after a proof was accepted: both what was and what now is. */
export const withProof = (proven: Proven, alertId: string, senses: Senses): Proven => {
  const before = proven.get(alertId);
  return new Map(proven).set(alertId, {
    audible: senses.audible || (before?.audible ?? false),
    visible: senses.visible || (before?.visible ?? false),
  });
};
