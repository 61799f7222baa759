// A helper for specs, ordinary in every way that the spec does not name.
import type { ResponderView } from '#libs/contracts';

export const aHelper = (over: Partial<ResponderView> = {}): ResponderView => ({
  id: 'r1', name: '王邻', kind: 'stationStaff', facility: { id: 'f1', name: '壶山站' },
  division: { code: '330723001001', name: '溪里社区' }, username: 'responder', travel: 'ebike', skills: ['firstAid'],
  hours: [{ days: 'workdays', from: '22:00', to: '06:00' }], place: { lng: 119.81, lat: 28.89 },
  homes: [{ id: 'h1', address: '解放路***', holdsKey: true }], active: true, onShift: false, openTasks: 0, rosters: [],
  phone: '*******0001', agreedOn: '2025-09-01', location: null,
  ...over,
}); // prettier-ignore
