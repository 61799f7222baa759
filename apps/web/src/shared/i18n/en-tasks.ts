// The texts of the console's right column: dispatch, calls, rescue, tasks, ending a case, the command line.
// prettier-ignore
export const tasks = {
  send: {
    label: 'Whom to send', limit: 'to be there within {clock}', loading: 'Looking for helpers…', failed: 'The helpers could not be fetched', none: 'Nobody can be sent', first: 'preselected',
    parallel: 'Offered to the first {n} at once; the first to accept leads', sequence: 'Offered one after another', minutes: '{n} min', minutesUnknown: 'time unknown', metres: '{n} m', km: '{n} km',
    open: '{n} open tasks', located: 'located {age} ago', proposed: 'Send the preselected', to: 'Send {name}', hint: 'Arrows or digits choose, Enter sends', more: 'Show all {n}', leftOut: '{n} left out',
    nobody: 'Nobody can be there in time!', nobodyMore: 'Tell the supervisor at once and call 120.', outside: 'Helpers stay outside, nobody goes in', outsideMore: 'The offer says so: wait outside for the fire brigade.',
    why: 'Why not the preselected? ({name})', whyPlaceholder: 'Give the reason, Enter sends', whyMissing: 'Give the reason first', cancel: 'Cancel', sent: 'Offered to {names}', noPlace: 'The list has no number {n}',
  },
  work: {
    label: 'Under way', failed: 'The tasks could not be fetched', answerIn: 'to answer within {clock}', overdue: 'answer overdue', lead: 'leads', second: 'backup',
    doubtful: 'Doubtful arrival: {n} m from the home', doubtfulNoPlace: 'Doubtful arrival: no position', silent: 'Has not checked in! Phone them', checkIn: 'to check in within {clock}', recall: 'Recall', recallAsk: 'Why recall? (optional)', recalled: 'Recalled',
    since: '{clock} ago', ended: '{n} ended offers', arrived: 'Arrived', takenTo: 'Taken to…', refused: 'Refused…', hospital: 'To which hospital?', refusal: 'Who refused, and why?',
    confirm: 'OK', cancel: 'Cancel', reference: 'No. {ref}', unit: '{unit}', due: 'due {time}', noRescue: 'No rescue is awaited', rescueArrived: '{service} has arrived',
    followUps: 'Follow-ups', attempts: 'tried {n} times',
  },
  calls: {
    label: 'Calls', loading: 'Fetching the call list…', failed: 'The call list could not be fetched', none: 'There is no number to call', noNumber: 'no number', call: 'Call', attempts: 'called {n} times', minutes: '{n} min away', holdsKey: 'has key',
    nobodyElder: 'The list has no number of the elder', nobodyFamily: 'The list has nobody of the family', voice: 'Answered', noAnswer: 'No answer', end: 'End', noOpen: 'No call is under way', endTitle: 'Result of the call', endChoose: 'What did they say?',
    endNote: 'Remark (optional)', endConfirm: 'End call', endKeys: 'Digits choose, Enter ends, Esc cancels', cancel: 'Cancel', record: '{n} calls on record', now: 'Calling {name}', started: 'Call to {name} begun', noPlace: 'The list has no number {n}',
  },
  rescue: {
    title: 'Call 120 / 119 / 110', loading: 'Preparing what to read aloud…', failed: 'What to read aloud could not be fetched; speak from the card', read: 'Read aloud (about {n} s)', advice: 'Mind', record: 'After the call, record it by digit',
    called: 'called {n} times', saved: 'Recorded: {service}', keys: '1 to 4 record, Esc closes', close: 'Close', ask: 'Has 120/119/110 been called?', askYes: 'Call now', askNo: 'Not needed…', askWhy: 'Why is it not needed?',
    notCalled: '120/119/110 not called: {why}', outside: 'Everybody stays outside; no bell, no switches',
  },
  reopen: { label: 'Reopen', why: 'Why is it reopened?', done: 'Reopened and claimed: {what}', hint: 'Can be reopened within 24 hours' },
  ending: {
    detail: 'Detail', injury: 'Was anybody hurt', cause: 'Cause (optional)', proof: 'Proof', noRescueReason: 'Why 120/119/110 was not called', retryDays: 'Try again in how many days', days: 'in {n} days', optional: 'optional',
    missing: 'First answer: {what}',
  },
  command: {
    label: 'Command line', placeholder: 'dispatch 2 3 · call 1 · 120 · close 4 · note … · ? help', unknown: '“{line}” is unknown. There are: dispatch 2 3, call 1, 120, 119, 110, gas, close 4, note …', number: '“{line}”: give numbers of the list',
    tooMany: '“{line}”: too many numbers', noText: 'Write the note after the word', help: 'dispatch 2 3: send the 2nd and 3rd; dispatch: send the preselected. call 1: call the 1st of the list. 120, 119, 110, gas: record the call. close 4: close with the 4th outcome. note …: write a note.',
  },
};
