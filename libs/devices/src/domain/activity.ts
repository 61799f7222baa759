// What shows that somebody lives. Pure.
import type { DeviceKind, SignalKind } from '#libs/contracts';

/** Signals that only a living person makes. */
export const ACTIVITY: readonly SignalKind[] = [
  'motion', 'presence', 'door', 'bedIn', 'bedOut', 'bedCall', 'cancel', 'test', 'sos', 'fall',
]; // prettier-ignore

/** Devices whose readings come from a body. */
export const ON_THE_BODY: readonly DeviceKind[] = [
  'vitalBand', 'gpsWatch', 'bedOccupancy', 'radar', 'bloodPressure', 'checkupKiosk',
]; // prettier-ignore
