// What a phone call becomes.
import { describe, expect, it } from '@jest/globals';
import { emptyDraft, missingDetails, noMissing, placesOf, raiseFaults, raiseOrder } from './raise-form.ts';

const elder = { id: 'e1', name: '李*兰' };

describe('A case that is raised by hand', () => {
  it('needs somebody known, or a name, or a place', () => {
    expect(raiseFaults(emptyDraft())).toEqual(['who']);
    expect(raiseFaults({ ...emptyDraft(), elder })).toEqual([]);
    expect(raiseFaults({ ...emptyDraft(), name: '王大爷' })).toEqual([]);
    expect(raiseFaults({ ...emptyDraft(), address: '江南社区菜场门口' })).toEqual([]);
    expect(raiseFaults({ ...emptyDraft(), address: '  ' })).toEqual(['who']);
  });
  it.each(['-1', '131', '8 2', '八十', '1.5'])('refuses the age %s', (age) => {
    expect(raiseFaults({ ...emptyDraft(), name: '王', age })).toEqual(['age']);
  });
  it.each(['49', '251', '1米6'])(
    'refuses the height %s of a missing person, and asks nobody else for it',
    (heightCm) => {
      const draft = { ...emptyDraft(), elder, missing: { ...noMissing(), heightCm } };
      expect(raiseFaults({ ...draft, kind: 'missingPerson' })).toEqual(['height']);
      expect(raiseFaults(draft)).toEqual([]);
    },
  );
  it.each(['12', '打过来的', '138-x'])('refuses the number %s', (callerPhone) => {
    expect(raiseFaults({ ...emptyDraft(), elder, callerPhone })).toEqual(['phone']);
    expect(raiseFaults({ ...emptyDraft(), elder, callerPhone: '+86 (579) 8765-4321' })).toEqual([]);
  });
  it('names a known elder by the id, and does not send what was written about an unknown one', () => {
    const order = raiseOrder({ ...emptyDraft(), elder, name: '王', divisionCode: '330723001001' }, 'r1', null);
    expect(order).toEqual({ kind: 'phoneCall', requestId: 'r1', elderId: 'e1' });
  });
  it('describes an unknown elder, the caller and the call that told of it', () => {
    const draft = {
      ...emptyDraft(), kind: 'welfareCheck' as const, name: ' 王大爷 ', sex: 'male' as const, age: '81', address: '菜场',
      divisionCode: '330723001001', callerPhone: '13800001234', note: '三天没见到人',
    }; // prettier-ignore
    expect(raiseOrder(draft, 'r1', 'c1')).toEqual({
      kind: 'welfareCheck', requestId: 'r1', incomingCallId: 'c1', divisionCode: '330723001001', note: '三天没见到人',
      reported: { name: '王大爷', sex: 'male', age: 81, address: '菜场' }, caller: { phone: '13800001234' },
    }); // prettier-ignore
  });
  it('sends missing details for missing people only', () => {
    const missing = { ...noMissing(), clothes: '蓝布衫', lastSeenAt: '2026-03-01T10:05' };
    const draft = { ...emptyDraft(), elder, missing };
    expect(raiseOrder(draft, 'r1', null)).not.toHaveProperty('missing');
    expect(raiseOrder({ ...draft, kind: 'missingPerson' }, 'r1', null).missing).toEqual({
      clothes: '蓝布衫',
      lastSeenAt: '2026-03-01T10:05:00+08:00',
    });
  });
});

describe('What is told of a missing person', () => {
  it('takes places parted by lines or marks', () => {
    expect(placesOf('菜场、 公园\n车站；桥下;')).toEqual(['菜场', '公园', '车站', '桥下']);
  });
  it('leaves out what was not told', () => {
    expect(missingDetails(noMissing())).toEqual({});
    expect(missingDetails({ ...noMissing(), heightCm: '160', placesSought: ' ' })).toEqual({ heightCm: 160 });
  });
});
