import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OUTCOMES } from '#libs/contracts';
import { followUpsDue, nextMorning } from './follow-ups.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);
const after = (outcome: (typeof OUTCOMES)[number], received: string, ended: string, detail?: 'hospital') =>
  followUpsDue({ outcome, detail }, { receivedAt: at(received), endedAt: at(ended) }).map(({ kind, dueAt }) => [
    kind,
    new Date(dueAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 16),
  ]);

describe('A follow-up call', () => {
  it('is due 24 hours after help by day', () => {
    expect(after('helpGiven', '2026-03-01T10:00:00', '2026-03-01T10:40:00')).toEqual([
      ['dayAfter', '2026-03-02T10:40'],
    ]);
  });

  it('is due at eight in the morning after a press in the night, on either side of midnight', () => {
    expect(after('realEmergency', '2026-03-01T23:30:00', '2026-03-02T00:20:00')).toEqual([
      ['morningAfter', '2026-03-02T08:00'],
    ]);
    expect(after('helpGiven', '2026-03-01T22:00:00', '2026-03-01T22:10:00')).toEqual([
      ['morningAfter', '2026-03-02T08:00'],
    ]);
    expect(after('helpGiven', '2026-03-02T05:59:00', '2026-03-02T08:30:00')).toEqual([
      ['morningAfter', '2026-03-03T08:00'],
    ]);
  });

  it('is due once more a week after hospital', () => {
    expect(after('realEmergency', '2026-03-01T10:00:00', '2026-03-01T11:00:00', 'hospital')).toEqual([
      ['dayAfter', '2026-03-02T11:00'],
      ['weekAfterHospital', '2026-03-08T11:00'],
    ]);
  });

  it('wakes nobody: what would fall into the evening or the early morning waits for eight', () => {
    expect(after('helpGiven', '2026-03-01T20:30:00', '2026-03-01T21:30:00')).toEqual([
      ['dayAfter', '2026-03-03T08:00'],
    ]);
    expect(nextMorning(at('2026-03-01T08:00:00'))).toEqual(at('2026-03-01T08:00:00'));
  });

  it('is never due before the case has ended, or at night, and for nobody who needed no help', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...OUTCOMES),
        fc.date({ min: at('2026-01-01T00:00:00'), max: at('2027-01-01T00:00:00'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 48 * 60 }),
        (outcome, receivedAt, minutes) => {
          const endedAt = new Date(receivedAt.getTime() + minutes * 60_000);
          const due = followUpsDue(
            { outcome, detail: outcome === 'realEmergency' ? 'hospital' : undefined },
            { receivedAt, endedAt },
          );
          expect(due.length > 0).toBe(['realEmergency', 'helpGiven', 'foundIll'].includes(outcome));
          for (const { dueAt } of due) {
            expect(dueAt.getTime()).toBeGreaterThanOrEqual(endedAt.getTime());
            const hour = new Date(dueAt.getTime() + 8 * 3_600_000).getUTCHours();
            expect(hour).toBeGreaterThanOrEqual(8);
            expect(hour).toBeLessThan(20);
          }
        },
      ),
    );
  });
});
