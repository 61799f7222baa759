// Editing ladders.
import { describe, expect, it } from '@jest/globals';
import type { LadderView } from '#libs/contracts';
import {
  faultsIn,
  isEdited,
  localFaults,
  newRow,
  newStep,
  orderOf,
  reasonsAt,
  reasonsOfRow,
  reasonsOfSet,
  rowsOf,
} from './ladder-rows.ts';

const ladder: LadderView = {
  id: 'l1', division: { code: '330723001001', name: '江南社区' }, kinds: ['sos'], from: '22:00', to: '06:00',
  staffing: 'lone', steps: [{ afterSeconds: 30, action: 'supervisor' }], version: 3,
}; // prettier-ignore

describe('A ladder that is edited', () => {
  it('becomes the order that replaces it, without what the server gave it', () => {
    const { kinds, from, to, staffing, steps } = ladder;
    expect(orderOf(rowsOf([ladder]))).toEqual([{ kinds, from, to, staffing, steps }]);
  });
  it('leaves what was read as it is', () => {
    const [row] = rowsOf([ladder]);
    row?.steps.push(newStep(row.steps));
    expect(ladder.steps).toHaveLength(1);
  });
  it('is edited only once it would become another', () => {
    const rows = rowsOf([ladder]);
    expect(isEdited(rows, [ladder])).toBe(false);
    rows[0]?.steps.push(newStep(ladder.steps));
    expect(isEdited(rows, [ladder])).toBe(true);
    expect(isEdited([], [])).toBe(false);
    expect(isEdited([newRow()], [])).toBe(true);
  });
  it('gets a step a minute after the last, with an action that is not there yet', () => {
    expect(newStep(ladder.steps)).toEqual({ afterSeconds: 90, action: 'ringAgain' });
  });
  it('is not sent with a time that is no whole number', () => {
    const row = { ...newRow(), steps: [{ afterSeconds: '' as const, action: 'supervisor' as const }] };
    expect(localFaults([newRow(), row])).toEqual([{ field: 'ladders[1].steps[0].afterSeconds', reason: 'notWhole' }]);
  });
});

describe('Faults of ladders', () => {
  const faults = [
    { field: 'ladders[0].from', reason: 'badTime' },
    { field: 'ladders[0].kinds[2]', reason: 'unknownKind' },
    { field: 'ladders[1].kinds', reason: 'neverClimbs' },
    { field: 'ladders[1].steps[1].afterSeconds', reason: 'notAscending' },
    { field: 'ladders[1]', reason: 'overlap' },
    { field: 'ladders', reason: 'gap' },
  ];
  it('are shown at their field, and nowhere else', () => {
    expect(reasonsAt(faults, 'ladders[0].from')).toEqual(['badTime']);
    expect(reasonsAt(faults, 'ladders[0].kinds')).toEqual(['unknownKind']);
    expect(reasonsAt(faults, 'ladders[1].kinds')).toEqual(['neverClimbs']);
    expect(reasonsAt(faults, 'ladders[1].steps[1].afterSeconds')).toEqual(['notAscending']);
    expect(reasonsAt(faults, 'ladders[1].steps')).toEqual([]);
    expect(reasonsOfRow(faults, 1)).toEqual(['overlap']);
    expect(reasonsOfSet(faults)).toEqual(['gap']);
  });
  it.each([{}, { faults: 'x' }, { faults: [null, { field: 1, reason: 'gap' }] }])('are none in %j', (details) => {
    expect(faultsIn(details)).toEqual([]);
  });
});
