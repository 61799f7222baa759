// The texts of the responder's phone page and of the search page.
import { treeOfCodes } from './error-texts.ts';

// prettier-ignore
export const station = {
  title: 'Responder', menu: 'More', closeMenu: 'Close', signOut: 'Sign out', back: 'Back', ok: 'Got it', loading: 'Connecting to the centre…',
  offline: 'No network. Data as of {time}; what is missed comes when the link is back.', stale: 'Nothing heard from the centre. Data as of {time}.', never: 'Not connected to the centre yet. Check the network.',
  notLinked: 'This account is not registered as a responder and gets no offers. Ask the administrator or the centre.',
  shift: {
    off: 'Off shift', on: 'On shift', start: 'Start shift', end: 'End shift', ending: 'Ending shift…', starting: 'Starting shift…', for: 'On shift {clock}',
    explain: 'While you are on shift this phone rings when somebody near you needs help. Keep this page open and the volume up.',
    place: 'Your position goes to the centre only on shift and with an accepted task, and stops at once when it ends.',
    waiting: 'Waiting for offers. No task.', mute: 'Sound is off: offers will not ring.', unlock: 'Turn sound on', blocked: 'The browser did not open the sound. Check volume and permission, then try again.',
    ended: 'Shift ended',
  },
  offer: {
    label: 'New offer', countdown: 'Answer within {clock}', runOut: 'Time to answer is over; waiting for the centre', accept: 'Accept', decline: 'I cannot go', why: 'Why can you not go?',
    led: 'Someone is on the way', ledMore: '{n} already on the way; you can be the second.', nobody: 'Nobody has answered', nobodyMore: 'Nobody at the centre has answered, so this comes straight to you. Please answer quickly.',
    since: 'called for help {age} ago', more: '{n} more offers', noAddress: 'No address yet; accept and call the centre', happened: 'What happened', announce: 'New offer: {kind}',
  },
  decline: { busy: 'I am busy', tooFar: 'Too far', unwell: 'I am unwell', noTransport: 'No transport', other: 'Another reason' },
  state: {
    offered: 'To be answered', accepted: 'Accepted', declined: 'Declined', expired: 'Expired', recalled: 'Recalled', enRoute: 'On the way', onScene: 'Arrived',
    atDoorNoAnswer: 'Nobody opens', left: 'Left',
  },
  step: { enRoute: 'Set off', onScene: 'I have arrived', left: 'I am leaving', atDoorNoAnswer: 'Nobody opens' },
  task: {
    list: 'You have {n} tasks; choose one', all: 'All tasks ({n})', lead: 'You lead', second: 'Someone else leads; you are the second', person: 'Person in need', unknownPerson: 'Name unknown',
    age: 'aged {n}', address: 'Address', noAddress: 'No address; call the centre', floor: 'Floor {n}', floorUnknown: 'floor unknown', lift: 'lift', noLift: 'no lift',
    liftUnknown: 'lift unknown', door: 'Door and key', holdsKey: 'You hold a key to this home', noDoorNotes: 'Nothing on record', reach: 'How to speak with them', hearing: 'Hearing', dialect: 'Dialect',
    conditions: 'Conditions', allergies: 'Allergies', callPerson: 'Call the person {n}', callCentre: 'Call the centre', noCentre: 'No number of the centre on record',
    route: 'Show the way', noPlace: 'No position to lead you to; go by the address.', note: 'Write a note', photo: 'Take a photo', doorSteps: 'Door steps',
    stayOutside: 'Do not go in!', stayOutsideMore: 'Stay outside, get everybody out, wait for the fire brigade.', noSwitch: 'Ring no bell, touch no switch, light no flame.',
    doubtful: 'You were far from the home when you said you had arrived. Check the address, call the centre if in doubt.', doubtfulBy: 'You were about {n} m from the home when you said you had arrived. Check the address, call the centre if in doubt.',
    closed: 'The case has ended; the address is no longer shown. Press “I am leaving” when you leave.', residents: 'Residents', number: 'No. {number}', progress: 'Progress',
    leaveAsk: 'Leave now?', leaveHint: 'Address and key notes disappear from this phone when you leave.', leaveYes: 'Yes, I am leaving', sending: 'Telling the centre…',
  },
  map: { amap: 'Amap', installed: 'Another map on this phone', apple: 'Apple Maps', osm: 'OpenStreetMap' },
  note: { label: 'Note', hint: 'Write what you see', send: 'Send', sent: 'Note sent', empty: 'Write something first' },
  photo: {
    label: 'Photos of the scene', take: 'Take or choose a photo', sending: 'Sending the photo…', sent: 'Photo sent', failed: 'The photo was not sent', retry: 'Send again',
    unreadable: 'This photo cannot be opened; choose another', hint: 'Photos go to the centre only and are not kept on this page.',
  },
  door: {
    title: 'Nobody opens', next: 'Next', others: 'Other steps', done: 'Recorded', result: 'What came of it?', opened: 'The door is open. Look after the person; call the centre first if it is urgent.',
    nothing: 'Every step was tried. Call the centre.', outside: 'Do not knock or go in here. Stay outside and call the centre.', with: 'Who forces the door with you?', neverAlone: 'Never force a door alone.',
    takePhoto: 'Take a photo', record: 'Recorded: {step}',
  },
  doorStep: {
    knock: 'Knock', call: 'Call out, phone', listen: 'Listen at the door', keyHolder: 'Find the key holder', keySafe: 'Open the key safe', neighbour: 'Ask a neighbour', guard: 'Ask the guard',
    familyConsent: 'Get the family’s consent', photoBefore: 'Photo before forcing', forceEntry: 'Force the door', photoAfter: 'Photo after forcing',
  },
  doorHint: {
    knock: 'Knock hard three times, wait each time.', call: 'Call the person’s name aloud, then phone once more.', listen: 'Voices, water, a television?', keyHolder: 'Ask whoever holds a key to come.',
    keySafe: 'The centre has the code.', neighbour: 'Seen today? Do they hold a key?', guard: 'Ask guard or property office to come along.', familyConsent: 'The centre or you phone the family; force the door only after they agree.',
    photoBefore: 'First photograph door and lock as they are.', forceEntry: 'Police, fire brigade or a registered locksmith must be there.', photoAfter: 'Photograph the door as it is now.',
  },
  doorResult: { done: 'Done', noResult: 'No result', opened: 'The door is open', refused: 'Refused', notPossible: 'Not possible' },
  entryWith: { '110': '110 police', '119': '119 fire brigade', locksmith: 'Registered locksmith' },
  checkIn: {
    label: 'Night check-in', due: 'Check in within {clock}', soon: 'Soon due: check in within {clock}', overdue: 'Overdue! The centre is looking for you, check in now', fine: 'I am fine', said: 'Checked in',
  },
  where: {
    denied: 'Location is not allowed, so the centre cannot see where you are. The task goes on; call the centre when you arrive. To allow it: browser settings → site permissions → location.',
    unavailable: 'The phone cannot find its position now; the task goes on.', sharing: 'Your position goes to the centre until the task ends.',
  },
  ended: {
    left: 'Task done, thank you', recalled: 'The centre has recalled this task', expired: 'The offer has expired', declined: 'The centre knows that you cannot go', unknown: 'This task has ended', more: 'Address and key notes were removed from this phone.',
  },
  failed: {
    ...treeOfCodes({
      'LOCAL.OFFLINE': 'No network, nothing was sent. Go where there is signal and press again, or call the centre.',
      'LOCAL.NO_ANSWER': 'The centre did not answer; it is unknown whether it was received. Look at the state on this page and press again if it has not changed.',
      'TASK.EXPIRED': 'The offer has expired; the centre has made other arrangements.',
      'TASK.WRONG_STATE': 'The task has changed; look at its state on this page before you press again.',
      'TASK.NOT_FOUND': 'This task is no longer yours; call the centre.',
      'RESPONDER.NOT_LINKED': 'This account is not registered as a responder; ask the administrator.',
      'RESPONDER.OFF_SHIFT': 'You are off shift; start your shift first.',
      'RESPONDER.ON_TASK': 'A task is still open: finish it with “I am leaving”, then end your shift.',
      'DOOR.NEVER_ALONE': 'Not yet: first a photo, then police, fire brigade or a registered locksmith must be there; with a locksmith alone the family must agree.',
      'FILE.TOO_LARGE': 'The photo is too large; choose another.',
      'FILE.NOT_AN_IMAGE': 'This is not a photo; choose another.',
      'COMMON.UNAVAILABLE': 'The system is unavailable; press again in a while, or call the centre.',
      'COMMON.TOO_MANY_REQUESTS': 'Too fast; wait a few seconds and press again.',
    }),
  },
};

// prettier-ignore
export const search = {
  title: 'Missing person', loading: 'Opening…', ended: 'This link has ended', endedMore: 'The person may have been found, or the link has expired. Please do not pass the photo on. If you know something call 110 or the centre.',
  failed: 'Cannot be opened now; it is tried again by itself.', asOf: 'Data as of {time}, renewed every 30 seconds', missing: 'Looking for', age: 'aged {n}', height: '{n} cm tall',
  photo: 'Photo', noPhoto: 'No photo', clothes: 'Clothes', features: 'Features', dialect: 'Speech', since: 'missing since {time}', lastSeen: 'Last seen', sought: 'Already searched',
  positions: 'Positions', lastPosition: 'Latest position', positionAge: '{age} ago', accuracy: 'within about {n} m', noPosition: 'No position', openMap: 'Show on a map',
  call110: 'Call 110', callCentre: 'Call the centre', found: 'If you see them, call at once, stay with them, do not drag them.', privacy: 'This page does not record where you are and does not follow you. Please do not publish it.', number: 'No. {number}',
};
