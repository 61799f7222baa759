// What has to be true of an open case so that something happens next, whatever anybody forgets. Pure; audit-open-cases.ts asks
// the same in SQL, and a spec compares the two.
import type { AlertState } from '#libs/contracts';

export interface CaseAtRest {
  state: AlertState;
  /** A step that only a claim ends is pending. */
  climbing: boolean;
  /** The lease ended so long ago that a sweeper must have seen it. */
  leaseLongOver: boolean;
  reviewDue: boolean;
  /** A step that brings the review up again is pending. */
  reviewArmed: boolean;
}

export const MISSING_STEPS = ['nobodyIsCalled', 'leaseNotSwept', 'reviewForgotten'] as const;
export type MissingStep = (typeof MISSING_STEPS)[number];

/** Null where something is going to happen. A resolved case without a review only waits to be archived. */
export function missingStep(of: CaseAtRest): MissingStep | null {
  switch (of.state) {
    case 'raised':
      return of.climbing ? null : 'nobodyIsCalled';
    case 'claimed':
      return of.leaseLongOver ? 'leaseNotSwept' : null;
    case 'resolved':
      return of.reviewDue && !of.reviewArmed ? 'reviewForgotten' : null;
    case 'closed':
    case 'merged':
      return null;
  }
}
