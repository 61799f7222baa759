// Nobody opens: whatever was done before, a door is never forced alone, unseen, or without anybody's leave.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DOOR_RESULTS, DOOR_STEPS, ENTRY_WITH, RESCUE_SERVICES } from '#libs/contracts';
import { doorRefusal, nextDoorSteps, type DoorAttempt, type DoorStand } from './door-protocol.ts';

const NOTHING: DoorStand = { done: [], photoBefore: false, present: [] };
const force = (over: Partial<DoorAttempt> = {}): DoorAttempt => ({
  step: 'forceEntry',
  result: 'opened',
  with: 'locksmith',
  ...over,
});
const missing = (stand: DoorStand, attempt: DoorAttempt): unknown => {
  const refusal = doorRefusal(stand, attempt);
  return refusal?.code === 'DOOR.NEVER_ALONE' ? refusal.details.missing : refusal;
};
const stands = fc.record<DoorStand>({
  done: fc.array(fc.record({ step: fc.constantFrom(...DOOR_STEPS), result: fc.constantFrom(...DOOR_RESULTS) })),
  photoBefore: fc.boolean(),
  present: fc.subarray([...RESCUE_SERVICES]),
});

describe('A door', () => {
  it('is never forced alone, without a photograph before, or without leave: all that is missing is named', () => {
    expect(missing(NOTHING, force({ with: null }))).toEqual(['with', 'photoBefore', 'familyConsent']);
    expect(missing(NOTHING, force())).toEqual(['photoBefore', 'familyConsent']);
    expect(missing({ ...NOTHING, photoBefore: true }, force())).toEqual(['familyConsent']);
  });

  it('is forced with a locksmith once the family agreed, or while police or fire brigade are there', () => {
    const agreed: DoorStand = { ...NOTHING, photoBefore: true, done: [{ step: 'familyConsent', result: 'done' }] };
    const refused: DoorStand = { ...NOTHING, photoBefore: true, done: [{ step: 'familyConsent', result: 'refused' }] };
    expect(missing(agreed, force())).toBeNull();
    expect(missing(refused, force())).toEqual(['familyConsent']);
    expect(missing({ ...refused, present: ['110'] }, force())).toBeNull();
    expect(missing({ ...refused, present: ['120', 'gasCompany'] }, force())).toEqual(['familyConsent']);
  });

  it('is forced by police or fire brigade without the family', () => {
    const seen: DoorStand = { ...NOTHING, done: [{ step: 'photoBefore', result: 'done' }] };
    for (const who of ['110', '119'] as const) expect(missing(seen, force({ with: who }))).toBeNull();
  });

  it('may always be said not to have been forced, with whom', () => {
    for (const result of ['refused', 'notPossible'] as const) {
      expect(missing(NOTHING, force({ result }))).toBeNull();
      expect(missing(NOTHING, force({ result, with: null }))).toEqual(['with']);
    }
  });

  it('is photographed after it was forced, not before', () => {
    const after: DoorAttempt = { step: 'photoAfter', result: 'done', with: null };
    expect(doorRefusal(NOTHING, after)).toEqual({ code: 'DOOR.WRONG_ORDER', details: { after: 'forceEntry' } });
    for (const result of ['opened', 'noResult'] as const)
      expect(doorRefusal({ ...NOTHING, done: [{ step: 'forceEntry', result }] }, after)).toBeNull();
  });

  it('hinders no other step, whatever was done before', () => {
    const others = DOOR_STEPS.filter((step) => step !== 'forceEntry' && step !== 'photoAfter');
    fc.assert(
      fc.property(stands, fc.constantFrom(...others), fc.constantFrom(...DOOR_RESULTS), (stand, step, result) => {
        expect(doorRefusal(stand, { step, result, with: null })).toBeNull();
      }),
    );
  });

  it('is forced, whatever was done before, only with somebody, a photograph and leave', () => {
    fc.assert(
      fc.property(stands, fc.option(fc.constantFrom(...ENTRY_WITH)), (stand, who) => {
        if (doorRefusal(stand, force({ with: who })) !== null) return;
        const wasDone = (step: string): boolean =>
          stand.done.some((one) => one.step === step && ['done', 'opened'].includes(one.result));
        expect(who).not.toBeNull();
        expect(stand.photoBefore || wasDone('photoBefore')).toBe(true);
        expect(wasDone('familyConsent') || [who, ...stand.present].some((one) => one === '110' || one === '119')).toBe(
          true,
        );
      }),
    );
  });
});

describe('What comes next at a door', () => {
  it('is the whole way in its order at first', () => {
    expect(nextDoorSteps(NOTHING)).toEqual(DOOR_STEPS.filter((step) => step !== 'photoAfter'));
  });

  it('is nothing once it was opened, and a photograph once it was forced', () => {
    expect(nextDoorSteps({ ...NOTHING, done: [{ step: 'keyHolder', result: 'opened' }] })).toEqual([]);
    const forced = { step: 'forceEntry', result: 'done' } as const;
    expect(nextDoorSteps({ ...NOTHING, done: [forced] })).toEqual(['photoAfter']);
    expect(nextDoorSteps({ ...NOTHING, done: [forced, { step: 'photoAfter', result: 'done' }] })).toEqual([]);
  });

  it('leaves out what was tried, but asks the family again and forces again', () => {
    const done = (['knock', 'call', 'listen', 'keyHolder', 'keySafe'] as const).map((step) => ({
      step,
      result: 'noResult' as const,
    }));
    const stand: DoorStand = {
      ...NOTHING,
      photoBefore: true,
      done: [...done, { step: 'familyConsent', result: 'refused' }],
    };
    expect(nextDoorSteps(stand)).toEqual(['neighbour', 'guard', 'familyConsent', 'forceEntry']);
  });
});
