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
  },
  origin: { console: 'console', device: 'device', clock: 'clock', api: 'API' },
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
  linkName: { database: 'Database', feed: 'Fact feed', api: 'API', worker: 'Worker', ingest: 'Ingest', broker: 'Broker', lanes: 'Lanes', receipts: 'Receipts', sweeper: 'Sweeper', queue: 'Job queue', consoles: 'Consoles' },
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
  age: { second: '{n} s', minute: '{n} min', hour: '{n} h', day: '{n} d' },
};
