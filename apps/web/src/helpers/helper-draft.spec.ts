// A helper's form: what is kept comes back as it was, and what is not edited is not sent.
import { describe, expect, it } from '@jest/globals';
import { aHelper } from './a-helper.ts';
import { draftOf, endingOf, newHelper, orderOf } from './helper-draft.ts';

describe('A helper who is edited', () => {
  it('becomes the order that keeps everything as it is; the phone and planned duty are not sent at all', () => {
    const order = orderOf(
      draftOf(aHelper({ rosters: [{ from: '2099-01-01T00:00:00Z', to: '2099-01-02T00:00:00Z' }] })),
    );
    expect(order).toEqual({
      name: '王邻', kind: 'stationStaff', divisionCode: '330723001001', facilityId: 'f1', username: 'responder',
      travel: 'ebike', skills: ['firstAid'], hours: [{ days: 'workdays', from: '22:00', to: '06:00' }],
      place: { lng: 119.81, lat: 28.89 }, homes: [{ id: 'h1', holdsKey: true }], agreedOn: '2025-09-01', active: true,
    }); // prettier-ignore
    expect(order).not.toHaveProperty('phone');
    expect(order).not.toHaveProperty('rosters');
  });

  it('sends a new phone, and forgets one only when that is asked for', () => {
    const draft = draftOf(aHelper());
    expect(orderOf({ ...draft, phone: ' 154 0000 0002 ' })?.phone).toBe('154 0000 0002');
    expect(orderOf({ ...draft, phone: '154 0000 0002', forgetPhone: true })?.phone).toBeNull();
  });

  it('takes back what was emptied', () => {
    const draft = { ...draftOf(aHelper()), username: ' ', facility: null, lng: '', lat: '', agreedOn: '' };
    expect(orderOf(draft)).toMatchObject({ username: null, facilityId: null, place: null, agreedOn: null });
  });

  it('keeps chosen weekdays, in their order, through the form', () => {
    const draft = draftOf(aHelper({ hours: [{ days: [7, 1], from: '08:00', to: '12:00' }] }));
    expect(draft.hours[0]).toMatchObject({ days: 'chosen', weekdays: [7, 1] });
    expect(orderOf(draft)?.hours).toEqual([{ days: [1, 7], from: '08:00', to: '12:00' }]);
  });

  it('does not change the view that it came from', () => {
    const view = aHelper();
    const draft = draftOf(view);
    draft.skills.push('lock');
    if (draft.homes[0]) draft.homes[0].holdsKey = false;
    expect(view).toEqual(aHelper());
  });

  it('ends with everything else as it is', () => {
    expect(endingOf(aHelper())).toEqual({ ...orderOf(draftOf(aHelper())), active: false });
  });
});

describe('A new helper', () => {
  it('is no order until kind, way of travel and division are chosen', () => {
    const draft = { ...newHelper(), name: '新人' };
    const division = { code: '330723001001', name: '溪里社区' };
    expect(orderOf(draft)).toBeNull();
    expect(orderOf({ ...draft, kind: 'volunteer', travel: 'foot' })).toBeNull();
    expect(orderOf({ ...draft, kind: 'volunteer', division })).toBeNull();
    expect(orderOf({ ...draft, kind: 'volunteer', travel: 'foot', division })).toMatchObject({
      name: '新人', agreedOn: null, active: true, homes: [],
    }); // prettier-ignore
  });
});
