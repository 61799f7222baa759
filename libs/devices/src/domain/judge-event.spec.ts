// What raises a case and what does not (domain rules 3 and 4).
import { describe, expect, it } from '@jest/globals';
import { DEVICE_KINDS, SIGNAL_KINDS, type DeviceKind } from '#libs/contracts';
import { judgeEvent, type KnownDevice, type Verdict } from './judge-event.ts';
import { signalKindOf } from './signal-kind.ts';

const placed = (kind: DeviceKind): KnownDevice => ({ kind, placed: true });
const unplaced: KnownDevice = { kind: 'sosButton', placed: false };
const says = (type: string, device: KnownDevice | null, cleared = false): string =>
  told(judgeEvent({ readable: true, type, kind: signalKindOf(type), cleared }, device));
const mumbles = (device: KnownDevice | null): string => told(judgeEvent({ readable: false }, device));
const told = (verdict: Verdict): string => (verdict.leadsTo === 'case' ? verdict.kind : verdict.leadsTo);

describe('A device whose place is known', () => {
  it.each(['sos', 'fall', 'smoke', 'gas', 'co'] as const)('raises %s', (kind) => {
    expect(says(kind, placed('radar'))).toBe(kind);
  });

  it('does not raise with any other kind of signal', () => {
    for (const kind of SIGNAL_KINDS) {
      if (['sos', 'fall', 'smoke', 'gas', 'co', 'cancel', 'geofenceExit'].includes(kind)) continue;
      expect([kind, says(kind, placed('sosButton'))]).toEqual([kind, 'note']);
    }
  });

  it('that left the safe area means that somebody wandered off; an unknown one means nothing', () => {
    expect(says('geofenceExit', placed('gpsWatch'))).toBe('wandering');
    expect(says('geofenceExit', placed('gpsWatch'), true)).toBe('note');
    expect(says('geofenceExit', unplaced)).toBe('note');
    expect(says('geofenceExit', null)).toBe('note');
  });

  it('that says it is over raises nothing', () => {
    expect(says('smoke', placed('smoke'), true)).toBe('note');
    expect(says('sos', null, true)).toBe('note');
  });

  it.each([
    ['SOS', 'sos'],
    ['panicButton', 'sos'],
    ['EMERGENCY_CALL', 'sos'],
    ['一键求助', 'sos'],
    ['fall_detected', 'fall'],
    ['老人跌倒', 'fall'],
    ['smokeAlarm', 'smoke'],
    ['燃气泄漏', 'gas'],
    ['carbonMonoxideAlarm', 'co'],
    ['SOS from end device', 'sos'],
    ['sos-config-button', 'sos'],
    ['sosOffHook', 'sos'],
    ['ＳＯＳ', 'sos'],
    [`${'x'.repeat(70)} sos`, 'sos'],
  ])('is understood when it says %s', (type, kind) => {
    expect(says(type, placed('gateway'))).toBe(kind);
  });

  it.each([
    'lowBatteryAlarm',
    'tamperAlarm',
    'sosTest',
    'alarmCleared',
    'alarm_off',
    'sosEnd',
    'gasLevel',
    'smokeDensity',
    'rainfall',
    'heartbeat',
    '报警解除',
    '紧急按钮测试',
  ])('raises nothing with %s', (type) => {
    expect(says(type, placed('sosButton'))).toBe('note');
  });

  it('raises its own kind when it speaks of an alarm without saying which', () => {
    expect(says('alarm', placed('pendant'))).toBe('sos');
    expect(says('报警', placed('gas'))).toBe('gas');
    expect(says('longPress', placed('sosButton'))).toBe('sos');
    expect(says('longPress', placed('gpsWatch'))).toBe('note');
    expect(says('alarm', placed('door'))).toBe('note');
  });

  it('is heard when its message cannot be read, if it has an alarm of its own', () => {
    const heard = Object.fromEntries(DEVICE_KINDS.map((kind) => [kind, mumbles(placed(kind))]));
    expect(heard).toMatchObject({
      sosButton: 'sos',
      pendant: 'sos',
      voiceTerminal: 'sos',
      gpsWatch: 'sos',
      vitalBand: 'sos',
    });
    expect(heard).toMatchObject({ fallDetector: 'fall', smoke: 'smoke', gas: 'gas', co: 'co' });
    expect(heard).toMatchObject({
      motion: 'quarantine',
      door: 'quarantine',
      waterMeter: 'quarantine',
      gateway: 'quarantine',
    });
  });
});

describe.each([
  ['not registered', null],
  ['not placed', unplaced],
])('A device that is %s', (_, device) => {
  it.each([
    'sos',
    'fall',
    'smoke',
    'gas',
    'co',
    'help',
    'panic',
    '求助',
    'alarm',
    'bedCall',
    'nurse_call',
    'longPress',
    '按键',
  ])('is in unknown distress with %s', (type) => {
    expect(says(type, device)).toBe('unknownDistress');
  });

  it('is in unknown distress when it cannot be understood', () => {
    expect(mumbles(device)).toBe('unknownDistress');
  });

  it.each([
    'battery',
    'test',
    'online',
    'offline',
    'heartRate',
    'motion',
    'door',
    'location',
    'tamper',
    'hello',
    'lowBatteryAlarm',
  ])('raises nothing with %s', (type) => {
    expect(says(type, device)).toBe('note');
  });

  it('may cancel', () => {
    expect(says('cancel', device)).toBe('cancel');
  });
});
