// Texts of the console's panels: raising, calls, handover, script, door, search, identity, severity, merging.
// prettier-ignore
export const panels = {
  label: 'Panels of this case', close: 'Close', cancel: 'Cancel', later: 'Claim later', save: 'Save', loading: 'Loading…', unknown: 'Unknown', claimFirst: 'Claim the case to record',
  ended: 'The case has ended, or this does not apply',
  elder: { hint: 'Name, pinyin, street or community, or phone', noHome: 'No home registered', searching: 'Searching…', none: 'Nobody found. Write it another way, or describe them as unregistered.', more: '{n} in all; type more' },
  raise: {
    title: 'Raise a case', kind: 'Kind', search: 'Find the elder', about: 'About', another: 'Somebody else', unknown: 'Not registered: describe them', name: 'Name', sex: 'Sex', age: 'Age',
    address: 'Address or place', community: 'Community', communityOf: 'Community (optional; search by community or a resident)', callerPhone: 'Caller’s number', callerName: 'Caller', callerRelation: 'Relation to the elder',
    note: 'What happened', submit: 'Raise', done: 'Raised: {number}', joined: 'No new case: joined the open {number}', claim: 'Claim and open', open: 'Open',
    keys: 'Tab moves on, Alt + 1/2/3 chooses the kind, ↑↓ an elder, Enter raises, Esc cancels',
    fault: { who: 'Choose an elder, or give a name or an address', age: 'Age must be a whole number from 0 to 130', phone: 'That is no telephone number', height: 'Height must be a whole number from 50 to 250', lastSeenAt: 'The time last seen is not right' },
  },
  missing: {
    title: 'About the missing person', lastSeenAt: 'Last seen at', lastSeenPlace: 'Last seen where', heightCm: 'Height (cm)', clothes: 'Clothes', features: 'Features', dialect: 'Dialect',
    placesSought: 'Searched (part by ;)', sought: 'Places searched',
  },
  calls: {
    title: 'Calls', failed: 'Calls could not be loaded', elder: 'own number', contact: 'contact’s number', stranger: 'Number not registered', by: 'Answered by {name}', take: 'Answer', callBack: 'Call back and raise',
    openCase: 'Open the case', raise: 'Raise a case',
  },
  handover: {
    title: 'Hand over', to: 'To whom', which: 'Which cases', open: 'The open one: {what}', all: 'All {n} of mine', claims: '{n} in hand', nothing: 'You hold no case that can be handed over', nobody: 'Nobody else is on duty. Call somebody in, or release the case.',
    stays: 'Until they accept, the case stays yours.', submit: 'Offer', offered: 'Offered {n} to {name}; waiting for the answer', from: '{name} wants to hand {n} cases to you', accept: 'Accept', decline: 'Decline',
    accepted: 'Taken over from {name}', declined: 'Declined the handover by {name}', failed: 'Handovers could not be loaded',
    told: { accepted: '{name} has taken over', declined: '{name} declined; the case stays yours', expired: '{name} did not answer; the case stays yours' },
  },
  script: {
    title: 'Questions', danger: 'Call 120 now!', failed: 'The script could not be loaded', none: 'There is no script for this kind', keys: 'Digits answer, Esc closes', all: 'Everything was asked', again: 'Change',
  },
  door: {
    title: 'Nobody opens', outside: 'Smoke, gas, CO: helpers stay outside and wait for 119.', opened: 'The door is open', with: 'Who is there to force the door?', result: '{step}: what came of it?', neverAlone: 'Never force a door alone: 110, 119 or a registered locksmith must be there, after a photograph; with a locksmith only, the family must consent as well.',
    missing: { with: 'Missing: 110, 119 or a registered locksmith on site', photoBefore: 'Missing: a photograph before', familyConsent: 'Missing: the family’s consent (needed with a locksmith only)' },
  },
  photo: { purpose: 'It shows', add: 'Add a photograph', sending: 'Uploading…', unreadable: 'This picture cannot be opened; choose another' },
  search: {
    title: 'Search', print: 'Print the sheet', failed: 'The search sheet could not be loaded', policeIn: 'Call 110 in {clock} unless found', policeNow: 'Overdue by {clock}: call 110 now', photoOf: 'Photograph of {name}', since: 'Missing since', ago: '{age} ago',
    nowhere: 'None yet', lastDoor: 'Door last opened', positions: 'Positions', noPosition: 'No position. Let the devices ring and report.', accuracy: 'within about {n} m', accuracyUnknown: 'accuracy unknown', edit: 'Add details',
    ring: 'Ring the devices and ask where they are', rung: 'Asked: {names}', noDevice: 'No device that could ring is worn', link: 'Link for searchers', linkOnce: 'Shown this once: copy it and send it to the searchers', revoke: 'Revoke all links', revoked: 'Links revoked',
    copy: 'Copy', copied: 'Copied', copyByHand: 'Selected; press Ctrl+C', until: 'Valid until {time}', missing: 'Missing', ifSeen: 'If you see them, call at once:',
  },
  identify: { title: 'Who is it', more: 'Somebody else too', submit: 'Yes, {name}', done: 'Identified: {name}' },
  judge: { title: 'Severity', to: 'Change to', reason: 'Reason', needsReason: 'Give a reason', submit: 'Confirm severity', done: 'Now: {severity}' },
  merge: {
    title: 'Merge', into: 'Into which case', same: 'same home or person', none: 'No case to merge into: it must be of the same home, person or device, and an emergency never goes into a lesser case.', final: 'Merging is final; presses and people come along.', submit: 'Merge', done: 'Merged into {number}',
  },
  held: { banner: 'Not to be told to anybody before a call was made', name: 'Who was phoned (name)', needsName: 'Name the person who was phoned', submit: 'Phoned', done: 'Noted: {name} was phoned' },
};
