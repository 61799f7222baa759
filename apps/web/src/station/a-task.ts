// A task of a responder for specs, ordinary in every way that the spec does not name.
import type { AlertView, DispatchTaskView, HelperSheet, ResponderTask } from '#libs/contracts';
import { anAlert } from '../dispatch/an-alert.ts';

export const aSheet = (over: Partial<HelperSheet> = {}): HelperSheet => ({
  floor: 4, hasLift: false, location: { lng: 119.81, lat: 28.9 }, doorAndKeyNotes: '钥匙在隔壁王家', holdsKey: false,
  conditions: ['高血压'], allergies: ['青霉素'], reach: { hearing: '左耳好', dialect: '武义话' }, stayOutside: false,
  centrePhone: '0579-12349', ...over,
}); // prettier-ignore

export function aTask(
  over: Partial<DispatchTaskView> = {},
  around: Partial<Omit<ResponderTask, 'task' | 'alert'>> & { alert?: Partial<AlertView> | null } = {},
): ResponderTask {
  const { alert, ...rest } = around;
  const task: DispatchTaskView = {
    id: 't1', kind: 'dispatch', alertId: 'a1', state: 'offered', version: 1,
    responder: { id: 'r1', name: '丁及时', kind: 'stationStaff', facility: null }, lead: null, roundId: 'round-1',
    offeredAt: '2026-03-01T10:00:10+08:00', offeredBy: null, expiresAt: '2026-03-01T10:02:10+08:00', acceptedAt: null,
    enRouteAt: null, onSceneAt: null, atDoorNoAnswerAt: null, endedAt: null, reason: null, arrivedWithinM: null,
    arrivalDoubtful: false, checkInDueAt: null, checkInOverdue: false, ...over,
  }; // prettier-ignore
  return {
    task,
    alert: alert === null ? null : anAlert({ id: task.alertId, ...alert }),
    help: aSheet(),
    othersOnTheWay: 0,
    nobodyAnswered: false,
    ...rest,
  };
}
