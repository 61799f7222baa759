// Texts of the pages beside the console: follow-ups, judging anew, false alarms, ladders, scripts.
// prettier-ignore
export const supervising = {
  title: 'Supervision and follow-up', back: 'Back to the console', nav: 'Pages beside the console', menu: 'More', renew: 'Refresh', noLink: 'The link to the server is down; nothing can be sent until it is back.',
  pages: 'Pages', total: '{n} in all, page {page} of {pages}', before: 'Previous', after: 'Next',
  page: { 'follow-ups': 'Follow-ups', rejudged: 'Judged anew', 'false-alarms': 'False alarms', ladders: 'Escalation', scripts: 'Scripts', helpers: 'Helpers' },
  strip: { waiting: '{n} waiting', urgent: '{n} of them P1', none: 'Nothing waits', mine: 'You hold {n}', ringing: '☎ {n} calls ringing', handover: '{n} handovers wait for you' },
  followUps: {
    which: 'Show', due: 'Due', overdue: 'Overdue', done: 'Done', empty: 'No such follow-up', dueAt: 'Due at', kind: 'Kind', who: 'Elder', case: 'Case', attempts: 'Not reached', result: 'Result',
    record: 'Record', stars: 'Satisfaction {n}/5', satisfaction: 'Satisfaction (1 worst, 5 best; optional)', note: 'Remark (optional)', first: 'Choose a result first', saved: 'Follow-up recorded', again: 'Recorded as not reached; still due',
  },
  rejudged: {
    empty: 'No case was judged anew', at: 'When', number: 'Number', field: 'What', from: 'Before', to: 'Now', reason: 'Reason', by: 'By',
    fields: { kind: 'Kind', severity: 'Severity', outcome: 'Outcome' },
  },
  rejudge: {
    title: 'Judge a case anew', number: 'Number of the case', find: 'Find', badNumber: 'A number looks like 260301-00001', none: 'There is no {number} in your area', notEnded: 'This case has not ended yet', kind: 'Kind becomes', outcome: 'Outcome becomes',
    same: 'Unchanged', reason: 'Reason', submit: 'Confirm', done: 'Judged anew: {number}',
  },
  falseAlarms: {
    from: 'From', to: 'To (inclusive)', count: 'Count', wrongOrder: 'The first day must not be after the last', empty: 'No case was closed in this time', byKind: 'By kind', byDevice: 'By device', noDevice: 'No device gave a false alarm', device: 'Device', kind: 'Kind',
    closed: 'Closed', falseAlarms: 'False', accidental: 'Accidental', deviceFault: 'Device fault', share: 'Share',
  },
  ladders: {
    intro: 'A case that nobody handles climbs its ladder. Changes hold for new cases; open ones keep theirs.', division: 'Division', none: 'Not loaded yet', shipped: 'This division has no ladders of its own; those above it or the shipped ones hold.', nowhere: 'Your account has no division to edit.',
    ladder: 'Ladder {n}', from: 'From', to: 'To', staffing: 'Staffing', normal: 'Normal', lone: 'Alone or without supervisor', kinds: 'Kinds', allKinds: 'emergencies of all kinds without a ladder of their own', after: 'Seconds after', action: 'Action', drop: 'Remove ladder', dropStep: 'Remove', dropStepN: 'Remove step {n}',
    addStep: 'Add a step', add: 'Add a ladder', undo: 'Discard changes', save: 'Check and save', saved: 'Ladders saved',
    inForce: 'In force now', inForceAt: 'As of {time}, staffing: {staffing}', refresh: 'Refresh', source: 'From', steps: 'Steps', step: '{seconds} s {action}', sourceOf: { own: 'This division', above: 'Above', shipped: 'Shipped' }, own: 'Own ladders of this division',
    shippedTitle: 'Shipped ladders', shippedIntro: 'Kinds and staffings that no ladder names climb these. They cannot be changed, but you can begin your own from one.', hours: 'Hours', wholeDay: 'Whole day', holds: 'Now', holdsNow: 'In force', ownFrom: 'Own ladder from this one', ownFromN: 'Own ladder from this one: shipped ({severity}, {staffing})',
    fault: {
      noSteps: 'Needs a step', notAscending: 'Must be later than the step before', unknownAction: 'Unknown action', twice: 'An action may stand there once', tooLate: 'The first step of an emergency comes within 60 seconds', staysInTheRoom: 'One step must reach somebody outside the room', nothingAbove: 'There is no centre above the top centre: end with the duty phone, a neighbouring centre or a direct offer', gap: 'The day is not covered', overlap: 'Times overlap',
      badTime: 'Not a time', unknownKind: 'Unknown kind', neverClimbs: 'Technical kinds (bedside call, device lost, low battery, tampering, door) never climb: take them out', tooLong: 'Too long: 1 to 86400 seconds, 20 steps at most', notWhole: 'Give whole seconds',
    },
  },
  scripts: {
    add: 'New script', empty: 'No script yet', version: 'Version {n}, published {time}', edit: 'Change', next: 'Write the next version', kinds: 'Kinds', question: 'Question {n}', zh: 'Chinese', en: 'English', answer: 'Answer {n}', danger: '120 at once', drop: 'Remove',
    addAnswer: 'Add an answer', addQuestion: 'Add a question', publish: 'Publish', published: 'Version {n} published',
    fault: { kinds: 'Choose kinds', questions: 'Needs a question', choices: 'Each question needs two answers', words: 'Each question and answer needs Chinese and English' },
  },
};
