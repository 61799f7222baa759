import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  callListOf,
  entryMeant,
  type Callable,
  type ListedContact,
  type ListedElder,
  type ListedPhone,
} from './call-list.ts';

const phone = (plain: string): ListedPhone => ({ number: plain, plain, mobile: plain.startsWith('1') });
const contact = (id: string, over: Partial<ListedContact> = {}): ListedContact => ({
  id, name: id, relation: '儿子', phone: phone(`139${id}`), comeOrder: null, decideOrder: null, minutesAway: null,
  holdsKey: false, ...over,
}); // prettier-ignore
const elder = (id: string, over: Partial<ListedElder> = {}): ListedElder => ({
  id,
  name: id,
  firstChannel: null,
  phones: [phone('13800000001'), phone('05791234567')],
  contacts: [],
  ...over,
});
const keys = (callable: Partial<Callable>): string[] =>
  callListOf({ elders: [], devices: [], caller: null, ...callable }).map(({ key }) => key);
const pendant = { key: 'p', name: '吊坠', pressed: true, alive: true };

describe('Whom to call', () => {
  it('begins with the device’s own voice, then landline, mobile, caller, neighbour, who comes, who decides', () => {
    const contacts = [
      contact('daughter', { decideOrder: 1, comeOrder: 3 }),
      contact('son', { decideOrder: 2 }),
      contact('guard', { relation: '门卫', comeOrder: 1 }),
      contact('li', { relation: '邻居', comeOrder: 2, holdsKey: true }),
      contact('niece'),
    ];
    const caller = { name: '路人', relation: null, phone: phone('13700000000') };
    expect(keys({ elders: [elder('a', { contacts })], devices: [pendant], caller })).toEqual([
      'device:p', 'elder:a:2', 'elder:a:1', 'caller', 'contact:li', 'contact:guard', 'contact:daughter',
      'contact:daughter:decide', 'contact:son',
    ]); // prettier-ignore
  });

  it.each([
    ['mobile', ['elder:a:1', 'device:p', 'elder:a:2', 'contact:li']],
    ['landline', ['elder:a:2', 'device:p', 'elder:a:1', 'contact:li']],
    ['neighbour', ['contact:li', 'device:p', 'elder:a:2', 'elder:a:1']],
    ['deviceVoice', ['device:p', 'elder:a:2', 'elder:a:1', 'contact:li']],
    [null, ['device:p', 'elder:a:2', 'elder:a:1', 'contact:li']],
  ])('puts the elder’s own best channel first: %s', (firstChannel, wanted) => {
    const contacts = [contact('li', { relation: '邻居' })];
    expect(keys({ elders: [elder('a', { firstChannel, contacts })], devices: [pendant] })).toEqual(wanted);
  });

  it('asks the device that was pressed before others, and those that live before those that are lost', () => {
    const devices = [
      { key: 'lost', name: '', pressed: false, alive: false },
      { key: 'lives', name: '', pressed: false, alive: true },
      { key: 'pressed', name: '', pressed: true, alive: false },
    ];
    expect(keys({ devices })).toEqual(['device:pressed', 'device:lives', 'device:lost']);
  });

  it('calls the children of a couple once, and keeps what nobody can read', () => {
    const son = contact('s1', { comeOrder: 1 });
    const unreadable = { phone: { number: '（无法读取）', plain: '', mobile: false }, comeOrder: 2 };
    const first = elder('a', { phones: [], contacts: [son, contact('x', unreadable)] });
    const second = elder('b', { phones: [], contacts: [{ ...son, id: 's2' }, contact('y', unreadable)] });
    expect(keys({ elders: [first, second] })).toEqual(['contact:s1', 'contact:x', 'contact:y']);
  });

  it('has one key for each entry, whoever they are', () => {
    const someContact = fc.record({
      id: fc.constantFrom('c1', 'c2', 'c3'), relation: fc.constantFrom('邻居', '儿子'),
      comeOrder: fc.option(fc.nat(3)), decideOrder: fc.option(fc.nat(3)), phone: fc.option(fc.constantFrom('1', '2').map(phone)),
    }).map((over) => contact(over.id, over)); // prettier-ignore
    const contacts = fc.uniqueArray(someContact, { selector: ({ id }) => id });
    fc.assert(
      fc.property(contacts, fc.constantFrom('neighbour', 'mobile', null), (some, firstChannel) => {
        const made = keys({ elders: [elder('a', { contacts: some, firstChannel })], devices: [pendant] });
        expect(new Set(made).size).toBe(made.length);
      }),
    );
  });
});

describe('An order to call', () => {
  const list = callListOf({
    elders: [elder('a', { contacts: [contact('son', { decideOrder: 1, comeOrder: 1 })] }), elder('b')],
    devices: [pendant],
    caller: { name: null, relation: null, phone: null },
  });
  const meant = (target: Parameters<typeof entryMeant>[0]): string | undefined => entryMeant(target, list)?.key;

  it('means an entry by its key, a contact, or the first number of that person and channel', () => {
    expect(meant({ channel: 'mobile', entry: 'elder:b:1' })).toBe('elder:b:1');
    expect(meant({ channel: 'contact', contactId: 'son' })).toBe('contact:son');
    expect(meant({ channel: 'mobile', elderId: 'b' })).toBe('elder:b:1');
    expect(meant({ channel: 'landline', elderId: 'b' })).toBe('elder:b:2');
    expect(meant({ channel: 'deviceVoice', elderId: 'b' })).toBe('device:p');
    expect(meant({ channel: 'deviceVoice' })).toBe('device:p');
    expect(meant({ channel: 'incoming' })).toBe('caller');
  });

  it('means nobody where nobody is named', () => {
    expect(meant({ channel: 'mobile' })).toBeUndefined();
    expect(meant({ channel: 'mobile', entry: 'elder:z:1' })).toBeUndefined();
    expect(meant({ channel: 'contact', contactId: 'stranger' })).toBeUndefined();
  });
});
