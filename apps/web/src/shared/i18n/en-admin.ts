// The texts of the administrator's pages.
// prettier-ignore
export const admin = {
  title: 'Administration', nav: 'Administration menu', devices: 'Devices', helpers: 'Helpers', quarantine: 'Quarantine', health: 'System health', loading: 'Fetching…',
  failed: 'The data could not be fetched', retry: 'Try again', copy: 'Copy', copied: 'Copied', copyFailed: 'The browser does not allow copying; select it by hand', cancel: 'Cancel', close: 'Close',
  device: {
    search: 'Search device key or name', searchButton: 'Search', empty: 'No devices', emptyHint: 'Register a device, then issue its secret.',
    emptySearch: 'No device matches “{q}”', register: 'Register device', key: 'Device key', keyHint: '1 to 64 characters: letters, digits, _ . : -', name: 'Name',
    kind: 'Kind', protocol: 'Protocol', state: 'State', lastSeen: 'Last seen', battery: 'Battery', placement: 'Placement', none: 'Not placed', secret: 'Secret',
    hasSecret: 'Issued', noSecret: 'None', actions: 'Actions', issue: 'Issue secret', reissue: 'Issue anew', revoke: 'Revoke secret', place: 'Place', replace: 'Move',
    unplace: 'Remove placement', since: 'since {time}', registered: 'Registered {key}', placed: 'Placed with {name}', unplaced: 'Placement removed', revoked: 'Secret of {key} revoked',
    revokeAsk: 'Once revoked, {key} can no longer sign in and its alarms no longer arrive. Continue?', reissueAsk: 'The present secret of {key} ends at once; the device alarms again only with the new one. Continue?',
    unplaceAsk: 'Without a placement, alarms of {key} no longer name an elder or an address. Continue?', badKey: 'A device key has 1 to 64 letters, digits, _ . : -', noName: 'Enter a name', noKind: 'Choose a kind',
  },
  secret: {
    title: 'Device secret', warning: 'The secret is shown this once. Put it into the device or a safe place now; after closing it can only be issued anew.', username: 'Username', clientId: 'Client id', secret: 'Secret', done: 'I have saved it',
  },
  placing: {
    title: 'Place {key}', search: 'Search elders: name, pinyin, street, phone', empty: 'No elder found', hint: 'Name, pinyin, street or phone, then Enter', choose: 'Place here', noHome: 'no home on record', age: '{n}',
  },
  quarantined: {
    intro: 'Messages that could not be read or came from nowhere known are kept here as they came; those like a cry for help also became alerts.', empty: 'The quarantine is empty', receivedAt: 'Received', device: 'Device key', topic: 'Topic', reason: 'Reason', bytes: 'Size',
    preview: 'Beginning', alert: 'Alert', raw: 'Download raw', noAlert: 'No alert', hasAlert: 'Became an alert', size: '{n} bytes', unknown: 'Unknown device',
  },
  path: {
    intro: 'Every link that a press passes, renewed every 15 seconds.', ok: 'The alarm path is sound', broken: 'The alarm path is broken', link: 'Link', state: 'State', age: 'Last sign', detail: 'Detail',
    asOf: 'As of {time}', commit: 'Press to commit', display: 'Commit to display', latency: 'median {p50} ms, 99% within {p99} ms', noSamples: 'no samples in five minutes', empty: 'The server reported no links', none: '—',
  },
  reason: {
    empty: 'Nothing in it', notUtf8: 'Not UTF-8 text', notJson: 'Not whole JSON', notAnObject: 'Not an object', tooDeep: 'Nested too deep', noType: 'No type',
    noValues: 'No values', noState: 'No state', unstorable: 'Cannot be stored',
  },
  pager: { label: 'Pages', total: '{n} in total' },
};
