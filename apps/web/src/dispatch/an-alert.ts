// A case for specs, ordinary in every way that the spec does not name.
import type { AlertView } from '#libs/contracts';

export function anAlert(over: Partial<AlertView> = {}): AlertView {
  // prettier-ignore
  return {
    id: 'a1', number: '260301-00001', kind: 'sos', severity: 'P1', state: 'raised', stage: 'raised', version: 1,
    presses: 1, lateSeconds: 0, source: 'device', escalated: false, drill: false, cancelledByElderAt: null,
    elder: { id: 'e1', name: '李桂兰', age: 82, address: '壶山街道 江南社区 3幢402' }, home: null,
    device: { key: 'pendant-1', name: '挂件' }, facility: null, division: { code: '330723001001', name: '江南社区' },
    location: null, raisedAt: '2026-03-01T10:00:00+08:00', receivedAt: '2026-03-01T10:00:00+08:00', claimedBy: null,
    otherElders: [], urgency: 0, unreadable: false, lastPressAt: '2026-03-01T10:00:00+08:00', claimedAt: null,
    leaseUntil: null, displayedAt: null, closedAt: null, outcome: null, previousAlertId: null,
    milestones: {
      callStartedAt: null, voiceAt: null, rescueCalledAt: null, dispatchedAt: null, acceptedAt: null, enRouteAt: null,
      onSceneAt: null, resolvedAt: null,
    },
    arrivalTargetSeconds: 900, escalation: { fired: [], rungAt: null, nextAt: null, next: null }, reported: null,
    raisedBy: null, detail: null, injury: null, cause: null, noRescueReason: null, held: false, reviewDue: false, mergedInto: null, reopened: 0,
    nobodyInReach: false, helperSilent: false, policeDue: false, handoverTo: null,
    ...over,
  };
}
