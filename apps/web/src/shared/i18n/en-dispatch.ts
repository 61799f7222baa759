// The texts of the dispatch console.
// prettier-ignore
export const dispatch = {
  title: 'Dispatch console',
  shift: {
    off: 'Off shift', confirming: 'Confirming sound', on: 'On shift', start: 'Start shift', end: 'End shift',
    banner: 'This console is deaf: no shift has been started. It does not count as available and will not ring.',
    bannerDeaf: 'This console is deaf: its sound is off or unconfirmed, so it does not count as available. Please restore it.',
    restore: 'Restore sound', ask: 'A test tone is playing. Do you hear it?', heard: 'I hear it', again: 'Play again', notHeard: 'I do not hear it',
    blocked: 'The browser did not open the sound. Check loudspeaker and sound permission, then try again.',
    deafStart: 'Shift started, but this console is deaf and does not count as available.', ended: 'Shift ended', for: 'On shift {clock}',
    endWhileHolding: 'You still hold a claimed case: close or release it first.',
  },
  health: {
    label: 'System health', link: 'Link', connected: 'Connected', lost: 'Lost', asOf: 'Data as of {time}',
    sound: 'Sound', soundOn: 'On', soundDeaf: 'Deaf', beat: 'Beat', beatAgo: '{n} s ago', never: 'none yet',
    path: 'Alarm path', pathOk: 'OK', pathBroken: 'Broken: {links}', pathUnknown: 'Unknown', waiting: 'Waiting', open: 'Open',
    canary: 'Canary', keys: 'Keys', signOut: 'Sign out',
  },
  queue: {
    label: 'Alert queue', empty: 'No open alerts', emptyHint: 'A new alert appears here at once and sounds.', loading: 'Fetching alerts…',
    fresh: '{n} new case | {n} new cases', freshTop: 'Most urgent: {what}', letIn: 'Show', count: '{n} open', waiting: '{n} waiting',
    presses: 'Pressed {n} times', late: '{age} late', escalated: 'Escalated', unreadable: 'Unreadable', urgent: 'Pressed repeatedly',
    drill: 'Drill', cancelled: 'Cancelled by elder, still call back', claimedBy: '{name} has it', mine: 'Mine', unknownElder: 'Unknown elder',
    age: '{n}', others: 'Also {names}', linked: 'Follows an earlier case', newP1: 'New urgent alert: {what}',
    newP1Many: '{n} new urgent alerts', lostLink: 'The link to the server is lost', backLink: 'The link is back',
  },
  card: {
    label: 'Case', none: 'No case selected', noneHint: 'Press {claim} to claim the most urgent, or choose with {next} and open with {open}.',
    loading: 'Fetching the elder’s card…', failed: 'The elder’s card could not be fetched', retry: 'Try again', empty: 'No elder is linked to this case.',
    emptyHint: 'It came from device {device}. First find out who and where, by call or location.', hidden: 'Visible once claimed', closedNow: 'This case is closed: {outcome}',
    mergedNow: 'This case was merged into another', gone: 'The case is no longer in your list (closed, or it left your area)', number: 'No. {number}', address: 'Address',
    floor: 'Floor {n}', lift: 'lift', noLift: 'no lift', liftUnknown: 'lift unknown', phones: 'Phones', reach: 'How to reach',
    hearing: 'Hearing', speech: 'Speech', dialect: 'Dialect', firstChannel: 'First channel', conditions: 'Conditions', allergies: 'Allergies',
    medication: 'Medication', bloodType: 'Blood type', door: 'Door and key', living: 'Living', ability: 'Ability', birth: 'Born',
    contacts: 'Contacts', decides: 'decides {n}', comes: 'comes {n}', minutes: '{n} min away', holdsKey: 'has key',
    noContacts: 'No contacts on record', noneKnown: 'None on record', residents: 'Residents', lastAlerts: 'Last alerts', noAlerts: 'No earlier alerts',
    lastActivity: 'Last activity', noActivity: 'No activity on record', devices: 'Devices', noDevices: 'No devices on record', battery: 'Battery {n}%',
    seen: 'seen {when}', neverSeen: 'never seen', device: 'Device', facility: 'Facility', claim: 'Claim', release: 'Release',
    close: 'Close', heldBy: '{name} is on it', raisedAt: 'Happened {time}', receivedAt: 'Received {time}',
    refreshing: 'Updating…',
  },
  strip: {
    label: 'Progress', received: 'Received', claimed: 'Claimed', dispatched: 'Dispatched', onScene: 'On scene', closed: 'Closed',
    target: 'target {clock}', over: 'overdue', near: 'due soon', done: 'done', running: 'running', waiting: 'not yet', skipped: 'not needed',
  },
  timeline: {
    label: 'Timeline', loading: 'Fetching the timeline…', failed: 'The timeline could not be fetched', empty: 'Nothing recorded yet', earlier: 'Show {n} earlier entries', platform: 'Platform',
    device: 'Device {key}', outcome: 'Outcome: {outcome}',
  },
  note: { label: 'Note', placeholder: 'Write what you learn, Enter saves', submit: 'Save note', saved: 'Note saved' },
  closing: {
    title: 'Close the case', choose: 'Choose an outcome', note: 'Remark (optional)', confirm: 'Close case', cancel: 'Cancel',
    keys: 'Digits choose, Enter confirms, Esc cancels; in the remark use Alt + digit', first: 'Choose an outcome first',
  },
  keys: {
    title: 'Keys', help: 'Keyboard help', close: 'Got it', reset: 'Restore defaults', press: 'Press the new key (Esc cancels)', change: 'Change',
    forbidden: '{key} belongs to the browser', taken: '{key} is already in use', saved: 'Changed to {key}', fieldHint: 'Inside a field, letters and digits need Alt (for example Alt + 9). While an input method composes, no shortcut acts.',
    space: 'Space', bar: 'Keys of the moment',
    claimTop: 'Claim the most urgent', claimOpen: 'Claim the open case', note: 'Write a note', close_: 'Close the case', release: 'Release', next: 'Next',
    previous: 'Previous', open: 'Open the chosen one', letIn: 'Show new cases', helpKey: 'Keyboard help',
  },
  act: {
    claimed: 'Claimed: {what}', nothingToClaim: 'Nothing is waiting', released: 'Released, waiting again', closed: 'Closed: {outcome}',
    notMine: 'Claim it first', selectFirst: 'Open a case first', claimLost: 'Your claim on {what} has lapsed', waiting: 'Waiting for the server…',
  },
};
