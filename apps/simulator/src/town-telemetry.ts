// What a device of each kind measures, as plausible numbers.
import type { DeviceKind } from '#libs/contracts';
import type { SeededRandom } from './seeded-random.ts';

/** Values of one telemetry message, in the words of the native topics. */
export function telemetryOf(random: SeededRandom, kind: DeviceKind): Record<string, number> {
  const battery = random.int(35, 100);
  const tenths = (least: number, most: number): number => random.int(least * 10, most * 10) / 10;
  switch (kind) {
    case 'vitalBand':
      return { heartRate: random.int(58, 96), spo2: random.int(94, 99), battery };
    case 'bedOccupancy':
    case 'radar':
      return { heartRate: random.int(55, 85), respiration: random.int(12, 20) };
    case 'bloodPressure':
      return { systolic: random.int(110, 150), diastolic: random.int(65, 95), heartRate: random.int(58, 96), battery };
    case 'gpsWatch':
      return { lng: 119.81 + random.int(-400, 400) / 1e4, lat: 28.9 + random.int(-300, 300) / 1e4, battery };
    case 'temperature':
      return { temperature: tenths(12, 27), humidity: random.int(40, 80), battery };
    case 'waterMeter':
      return { waterLitres: random.int(0, 30), battery };
    case 'gateway':
      return { uptimeSeconds: random.int(60, 9_000_000) };
    case 'checkupKiosk':
      return { bodyTemperature: tenths(36, 37), heartRate: random.int(58, 96) };
    case 'sosButton':
    case 'pendant':
    case 'voiceTerminal':
    case 'fallDetector':
    case 'smoke':
    case 'gas':
    case 'co':
    case 'waterLeak':
    case 'motion':
    case 'door':
    case 'bedCall':
      return { battery };
  }
}
