// The field's words in English; the codes travel, the text is here.
// prettier-ignore
export const words = {
  kind: {
    sos: 'SOS call', fall: 'Fall', smoke: 'Smoke', gas: 'Gas leak', co: 'Carbon monoxide', unknownDistress: 'Unknown device alarm',
    phoneCall: 'Phone call for help', missingPerson: 'Missing person', welfareCheck: 'Welfare check', wandering: 'Left safe area',
    inactivity: 'No activity', bedExit: 'Left bed at night', vitals: 'Vital signs', waterLeak: 'Water leak', coldHome: 'Cold home',
    nurseCall: 'Bedside call', unitExit: 'Left dementia unit', deviceLost: 'Device lost', lowBattery: 'Low battery', tamper: 'Device removed',
    door: 'Door open at night',
  },
  severity: { P1: 'Urgent', P2: 'Important', P3: 'Routine' },
  state: { raised: 'Waiting', claimed: 'Claimed', resolved: 'Resolved', closed: 'Closed', merged: 'Merged' },
  outcome: {
    realEmergency: 'Real emergency', helpGiven: 'Help given', foundWell: 'Visited: well', foundIll: 'Visited: unwell',
    foundDead: 'Visited: deceased', notAtHome: 'Not at home (with proof)', movedAway: 'Moved away', falseAlarm: 'False alarm',
    test: 'Test', unreachable: 'Unreachable (technical)',
  },
  action: {
    raised: 'Alert received', pressed: 'Pressed again', cancelledByElder: 'Cancelled at the device', displayed: 'Displayed on a console',
    escalated: 'Escalated', claimed: 'Claimed', leaseLapsed: 'Claim lapsed, waiting again', released: 'Released', noted: 'Note',
    resolved: 'Resolved', closed: 'Closed', reopened: 'Reopened', cardOpened: 'Elder’s card opened',
    merged: 'Merged into another case', mergedHere: 'Another case merged in', identified: 'Person identified', judged: 'Severity judged', rejudged: 'Judged anew', informed: 'Told by telephone',
    reviewed: 'Reviewed', handoverOffered: 'Handover offered', handoverAccepted: 'Handover accepted', handoverDeclined: 'Handover declined', stepFired: 'Escalation step',
    nobodyToRing: 'Nobody on duty to ring', noNextStep: 'No next escalation step', callStarted: 'Calling', callVoice: 'Answered', callNoAnswer: 'No answer', callEnded: 'Call ended', answered: 'Question answered',
    offered: 'Offered', accepted: 'Accepted', declined: 'Declined', expired: 'Offer expired', recalled: 'Recalled', enRoute: 'On the way', onScene: 'On scene',
    atDoorNoAnswer: 'Nobody opens', left: 'Left', nobodyInReach: 'Nobody within the limit', checkedIn: 'Checked in', helperSilent: 'Helper has not checked in',
    doorStep: 'Door step', photoAdded: 'Photo', rescueCalled: 'Rescue called', rescueArrived: 'Rescue arrived', rescueTakenTo: 'Taken to hospital',
    rescueRefused: 'Rescue refused', rescueAsked: 'Asked whether rescue was called', deathTakenBack: 'Death told by mistake taken back', followUpDue: 'Follow-up planned', followUpDone: 'Follow-up done', policeDue: 'Not found: call 110 now', searchSheetMade: 'Search sheet made',
    searchLinkMade: 'Search link made', searchLinkRevoked: 'Search link revoked', positionAsked: 'Position asked',
  },
  origin: { console: 'console', device: 'device', clock: 'clock', api: 'API', responder: 'helper’s phone', telephony: 'telephony' },
  role: {
    operator: 'Operator', supervisor: 'Supervisor', dutyOfficer: 'Duty officer', responder: 'Responder', communityWorker: 'Community worker',
    manager: 'Institution manager', nurse: 'Nurse', stationPlanner: 'Station planner', family: 'Family', regulator: 'Regulator', admin: 'Administrator',
  },
  deviceKind: {
    sosButton: 'SOS button', pendant: 'Pendant', voiceTerminal: 'Voice terminal', fallDetector: 'Fall detector', radar: 'Radar',
    smoke: 'Smoke detector', gas: 'Gas detector', co: 'CO detector', waterLeak: 'Water leak sensor', motion: 'Motion sensor', door: 'Door contact',
    bedOccupancy: 'Bed sensor', vitalBand: 'Vital signs band', bloodPressure: 'Blood pressure meter', gpsWatch: 'GPS watch', temperature: 'Thermometer',
    waterMeter: 'Water meter', checkupKiosk: 'Check-up kiosk', bedCall: 'Bedside call', gateway: 'Gateway',
  },
  deviceState: { online: 'Online', late: 'Late', lost: 'Lost', never: 'Never seen' },
  linkState: { ok: 'OK', late: 'Late', broken: 'Broken', unknown: 'Unknown' },
  linkName: { database: 'Database', feed: 'Fact feed', api: 'API', worker: 'Worker', ingest: 'Ingest', broker: 'Broker', lanes: 'Lanes', receipts: 'Receipts', sweeper: 'Sweeper', queue: 'Job queue', consoles: 'Consoles', auditor: 'Auditor of open cases', telephony: 'Telephony' },
  living: {
    alone: 'Lives alone', emptyNest: 'Empty nest', withChildren: 'With children', leftBehind: 'Left behind', institution: 'In an institution', other: 'Other',
  },
  category: {
    destitute: 'Destitute', lowIncome: 'Low income', nearLowIncome: 'Near low income', aged80: '80 or older', disabled: 'Disabled',
    severelyDisabled: 'Severely disabled', specialFamily: 'Bereaved family', leftBehind: 'Left behind',
  },
  ability: { l0: 'Able', l1: 'Mild disability', l2: 'Moderate disability', l3: 'Severe disability', l4: 'Complete disability' },
  sex: { male: 'male', female: 'female' },
  channel: { deviceVoice: 'Device voice', landline: 'Landline', mobile: 'Mobile', neighbour: 'Neighbour' },
  stage: {
    raised: 'Waiting', claimed: 'Claimed', verifying: 'Verifying', dispatched: 'Dispatched', accepted: 'Accepted', enRoute: 'On the way', onScene: 'On scene',
    resolved: 'Resolved', closed: 'Closed',
  },
  source: { device: 'Device', operator: 'Operator', family: 'Family', station: 'Station' },
  detail: {
    hospital: 'Taken to hospital', treatedOnSite: 'Treated on site', fire: 'Fire', crime: 'Crime', other: 'Other', accidental: 'Pressed by accident', deviceFault: 'Device fault',
  },
  injury: { none: 'Not injured', minor: 'Minor injury', serious: 'Serious injury' },
  cause: {
    fall: 'Fall', choking: 'Choking', selfHarm: 'Self-harm', wandering: 'Wandering', illness: 'Illness', fire: 'Fire', gas: 'Gas', crime: 'Crime',
    loneliness: 'Loneliness', mistake: 'Mistake', device: 'Device', other: 'Other',
  },
  proof: {
    spokeToElder: 'Spoke to the elder', familyConfirmed: 'Family confirmed', neighbourConfirmed: 'Neighbour confirmed', homeSearched: 'Home was searched', other: 'Other (in the remark)',
  },
  noRescueReason: {
    helpedByResponder: 'Helped by a responder', helpedByFamily: 'Helped by family', elderRefused: 'Elder refused', wentByThemselves: 'Went by themselves', alreadyInCare: 'Already in medical care',
    notNeededMedically: 'Not needed medically',
  },
  ladderAction: {
    ringAgain: 'Ring again', supervisor: 'Supervisor', operatorMobile: 'Operators’ mobiles', dutyPhone: 'Duty phone', nextLevelCentre: 'Next-level centre',
    neighbouringCentre: 'Neighbouring centre', autoOffer: 'Offered directly',
  },
  callState: { ringing: 'Calling', voice: 'Talking', noAnswer: 'No answer', ended: 'Ended' },
  callChannel: { deviceVoice: 'Device voice', landline: 'Landline', mobile: 'Mobile', neighbour: 'Neighbour', contact: 'Contact', incoming: 'Incoming' },
  callResult: {
    isWell: 'Is well', needsHelp: 'Needs help', noSense: 'Makes no sense', comes: 'Is coming', cannotCome: 'Cannot come', consents: 'Consents', other: 'Other',
  },
  callGroup: { elder: 'Elder', come: 'Can come', decide: 'Decides', caller: 'Caller' },
  incomingState: { ringing: 'Ringing', answered: 'Answered', ended: 'Ended', missed: 'Missed' },
  dispatchState: {
    offered: 'Waiting for an answer', accepted: 'Accepted', declined: 'Declined', expired: 'Expired', recalled: 'Recalled', enRoute: 'On the way', onScene: 'On scene',
    atDoorNoAnswer: 'Nobody opens', left: 'Left',
  },
  declineReason: { busy: 'Busy', tooFar: 'Too far', unwell: 'Unwell', noTransport: 'No transport', other: 'Other' },
  rescueService: { '120': '120 ambulance', '119': '119 fire', '110': '110 police', gasCompany: 'Gas company' },
  rescueState: { called: 'Called', arrived: 'Arrived', takenTo: 'Taken to hospital', refused: 'Refused' },
  rescueWay: { transfer: 'Transferred', threeWay: 'Three-way call', separate: 'Dialled separately' },
  rescuePart: {
    who: 'Who', address: 'Address', access: 'Access', happened: 'What happened', conditions: 'Conditions', medication: 'Medication', allergies: 'Allergies', door: 'Door and key',
    present: 'Who is there', callback: 'Call back',
  },
  rescueAdvice: {
    fireFirst: 'Call 119 first', talkThemOut: 'Talk them out by phone', helpersStayOutside: 'Helpers stay outside', everyoneOut: 'Everyone out', gasCompanyToo: 'Call the gas company too',
    noBellNoSwitch: 'No bell, no switches', ambulanceWithHelper: '120 together with a helper', policeIfNotFound: '110 if not found',
  },
  followUpKind: { dayAfter: 'Day after', morningAfter: 'Morning after', weekAfterHospital: 'Week after hospital' },
  followUpState: { due: 'Due', done: 'Done', cancelled: 'Cancelled' },
  followUpResult: {
    well: 'Well', recovering: 'Recovering', needsCare: 'Needs care', inHospital: 'In hospital', died: 'Died', unreachable: 'Unreachable',
  },
  doorStep: {
    knock: 'Knock', call: 'Shout and phone', listen: 'Listen', keyHolder: 'Find the key holder', keySafe: 'Open the key safe', neighbour: 'Ask neighbours', guard: 'Ask guard or property',
    familyConsent: 'Get family’s consent', photoBefore: 'Photo before', forceEntry: 'Force entry', photoAfter: 'Photo after',
  },
  doorResult: { done: 'Done', noResult: 'No result', opened: 'Opened', refused: 'Refused', notPossible: 'Not possible' },
  entryWith: { '110': '110 police', '119': '119 fire', locksmith: 'registered locksmith' },
  photoPurpose: { doorBefore: 'Before entry', doorAfter: 'After entry', scene: 'Scene', person: 'Person' },
  responderKind: {
    stationStaff: 'Station staff', rescueTeam: 'Rescue team', communityWorker: 'Community worker', neighbour: 'Neighbour', propertyGuard: 'Property guard',
    villageDoctor: 'Village doctor', volunteer: 'Volunteer', nearbyFamily: 'Family nearby',
  },
  travel: { foot: 'on foot', ebike: 'by e-bike', car: 'by car' },
  skill: { firstAid: 'First aid', nursing: 'Nursing', medical: 'Medical', lifting: 'Lifting', fire: 'Fire', search: 'Search', lock: 'Locks' },
  reasonFor: {
    nearest: 'nearest', onShift: 'on shift', onRoster: 'on roster', holdsKey: 'has key', professional: 'professional', hasSkill: 'has the skill', freshLocation: 'fresh location',
    free: 'free', knowsElder: 'knows the elder', sameStation: 'own station',
  },
  reasonAgainst: {
    offDuty: 'off duty', outsideHours: 'outside agreed hours', busy: 'busy', tooFar: 'too far', lacksSkill: 'lacks the skill', staleLocation: 'stale location', noPlace: 'place unknown',
    alreadyOffered: 'already offered', declinedBefore: 'declined before', notForThisKind: 'not for this kind', inactive: 'inactive',
  },
  handoverState: { offered: 'Offered', accepted: 'Accepted', declined: 'Declined', expired: 'Expired' },
  age: { second: '{n} s', minute: '{n} min', hour: '{n} h', day: '{n} d' },
};
