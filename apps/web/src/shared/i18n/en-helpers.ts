// Texts of the register of helpers.
// prettier-ignore
export const helpers = {
  title: 'Helpers', add: 'Register a helper', editTitle: 'Change {name}', saved: '{name} is saved', ended: '{name} helps no more', lookOnly: 'The administrator registers and changes helpers; here you can look.',
  search: 'Find helpers', q: 'Name or account', find: 'Find', all: 'All', empty: 'No such helper', emptyHint: 'Widen the filters.',
  column: { name: 'Name', kind: 'Kind', where: 'Division and station', hours: 'Agreed hours', skills: 'Skills', duty: 'Duty', place: 'Location', keys: 'Keys', agreed: 'Agreed to be asked', active: 'Helping', acts: 'Actions' },
  onShift: 'On shift', offShift: 'Off shift', hasAgreed: 'Agreed', notAgreed: 'No consent on record', active: 'Still helping', inactive: 'Ended', tasks: '{n} open tasks',
  place: { fresh: 'Position {age} old', stale: 'Position too old ({age}), not used', ownPlace: 'Where they are expected', station: 'At their station', nowhere: 'Location unknown' },
  keys: 'Keys {keys}, homes {homes}', noPhone: 'No phone', noStation: 'Of no station', noHours: 'No agreed hours', noAccount: 'No account: gets no offers on a phone',
  details: 'Details', edit: 'Change', end: 'End', drop: 'Remove', another: 'Choose another', choose: 'Choose',
  homes: 'Paired homes and keys', holdsKey: 'Holds a key', addHome: 'Add a home (find a resident)', homesHint: 'Neighbours and family are asked for these homes only.',
  username: 'Account for offers', division: 'Division', divisionHint: 'Name, or beginning of the code', facility: 'Station (optional)', facilityHint: 'Name of the station', phone: 'Phone', phoneKept: 'Leave empty to keep {phone}', forgetPhone: 'Delete the phone on record',
  travel: 'Way of travel', agreedOn: 'Agreed to be asked on', lng: 'Usual place, longitude (optional)', lat: 'Usual place, latitude (optional)', rosters: 'Planned duty',
  days: { all: 'Every day', workdays: 'Working days', restdays: 'Days off', chosen: 'Chosen days' }, weekday: { '1': 'Mon', '2': 'Tue', '3': 'Wed', '4': 'Thu', '5': 'Fri', '6': 'Sat', '7': 'Sun' },
  wholeDay: 'all day', span: '{from}–{to}', overnight: '{from}–{to} next day', daysOf: 'Hours {n}', from: 'From', to: 'To', addHours: 'Add hours', dropHours: 'Remove hours {n}', hoursNone: 'No agreed hours: asked only on shift or on planned duty.', hoursHint: 'Working days follow the official calendar; an end at or before the start is next day, equal times are the whole day.',
  ending: { title: 'End the help of {name}?', means: 'Their shift ends at once and they are asked no more; the record stays and can be resumed.', tasks: '{n} tasks are still open: send somebody else from the console first.' },
  fault: {
    noName: 'Give a name', noKind: 'Choose a kind', noDivision: 'Choose a division', noTravel: 'Choose a way of travel', badPhone: 'Not a phone number: 3 to 24 digits, + ( ) - and spaces', badTime: 'Give a time', noDay: 'Choose a day at least', badLng: 'Longitude from -180 to 180, together with latitude', badLat: 'Latitude from -90 to 90, together with longitude',
    noHome: 'Neighbours and family need a home at least', agreedLater: 'Not a day up to today', tooMany: 'Something is wrong with the hours (20 at most)', refused: 'The server does not accept this',
  },
};
