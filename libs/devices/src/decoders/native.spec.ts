// Packets as devices send them, good and bad; every complaint from the field adds one.
import { describe, expect, it } from '@jest/globals';
import { decodeEvents, decodeStatus, decodeTelemetry } from './native.ts';
import type { DecodedEvent, ReadEvent, UnreadableReason } from './packet.ts';

const ARRIVAL = Date.parse('2025-11-22T12:00:00Z');
const bytes = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const decode = (value: unknown): DecodedEvent[] => decodeEvents(Buffer.isBuffer(value) ? value : bytes(value), ARRIVAL);
const readOne = (value: unknown): ReadEvent => {
  const [event, ...more] = decode(value);
  if (!event?.readable || more.length > 0) throw new Error(`not one readable event: ${JSON.stringify(event)}`);
  return event;
};
const reasonOf = (value: unknown): UnreadableReason | null => {
  const [event] = decode(value);
  return event && !event.readable ? event.reason : null;
};

describe('An event of a native device', () => {
  it('is read with its own id, time and place', () => {
    const event = readOne({ id: 'e1', type: 'sos', at: ARRIVAL - 1000, data: { lng: 119.81, lat: 28.89 } });
    expect(event).toMatchObject({
      eventId: 'e1',
      type: 'sos',
      kind: 'sos',
      cleared: false,
      location: { lng: 119.81, lat: 28.89 },
    });
    expect(event.at.getTime()).toBe(ARRIVAL - 1000);
  });

  it('keeps the bytes as they came', () => {
    const payload = bytes('{ "type":"sos",  "unknown": [1, 2] }');
    expect(readOne(payload).payload).toEqual(payload);
  });

  it('may come in a batch, in which one bad element does not harm the others', () => {
    const events = decode([{ id: 'a', type: 'sos' }, 7, { id: 'b', type: 'motion' }, null, { no: 'type' }]);
    expect(events.map((event) => (event.readable ? event.eventId : event.reason))).toEqual(['a', 'b', 'notAnObject']);
    expect(events[2]?.payload.toString()).toContain('{"no":"type"}');
    expect(decode([{ id: 'a', type: 'sos' }, 7])[1]?.payload.toString()).toBe('7');
  });

  it('is one unreadable message, however many pieces of rubbish a frame has', () => {
    const events = decodeEvents(Buffer.from(`[${'0,'.repeat(32_000)}0]`), ARRIVAL);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ readable: false, reason: 'notAnObject' });
  });

  it('keeps the id that it tells where nothing else can be read, so that a copy is no second press', () => {
    expect(decode({ id: 'x' })[0]).toMatchObject({ readable: false, eventId: 'x', reason: 'noType' });
    expect(decode([{ id: 'y', type: 5 }, { id: 'z' }]).map((event) => event.eventId)).toEqual(['y', 'z']);
  });

  it('has no position where a receiver had no fix, or where it cannot be', () => {
    for (const data of [{ lng: 0, lat: 0 }, { lng: 200, lat: 10 }, { lng: '119', lat: '28' }, { lng: 119 }]) {
      expect(readOne({ type: 'sos', data }).location).toBeNull();
    }
  });

  it('is over when its value is false, and only then', () => {
    expect(readOne({ type: 'smoke', data: { value: false } }).cleared).toBe(true);
    for (const value of [true, 0, null, 'false', undefined])
      expect(readOne({ type: 'smoke', data: { value } }).cleared).toBe(false);
  });
});

describe('The time of an event', () => {
  const at = (raw: unknown): number => readOne({ id: 'x', type: 'sos', at: raw }).at.getTime();

  it.each([
    [ARRIVAL - 172_800_000, ARRIVAL - 172_800_000],
    ['2025-11-22T19:59:00+08:00', Date.parse('2025-11-22T11:59:00Z')],
    ['2025-11-22t11:59:00.5z', Date.parse('2025-11-22T11:59:00.500Z')],
    [ARRIVAL + 300_000, ARRIVAL + 300_000],
    [1763812740000.75, 1763812740000],
  ])('%p is told', (raw, expected) => {
    expect(at(raw)).toBe(expected);
  });

  it.each([
    undefined, null, '', 'yesterday', '2025-11-22T11:59:00', '2025-02-30T00:00:00Z', '2025-13-01T00:00:00Z', true, {}, [],
    0, 1763812740, -1, 1e300, Date.parse('2019-12-31T23:59:59Z'), ARRIVAL + 300_001, Date.UTC(275_000, 1, 1), '+300000-01-01T00:00:00Z',
    '2025-11-22T25:00:00Z',
  ])('%p is no time: arrival counts', (raw) => {
    expect(at(raw)).toBe(ARRIVAL);
  }); // prettier-ignore

  it('is kept as it was told', () => {
    expect(readOne({ type: 'sos', at: 'soon\u0000' }).rawAt).toBe('"soon\\u0000"');
    expect(readOne('{"type":"sos","at":9e999}').rawAt).toBe('null');
    expect(readOne({ type: 'sos' }).rawAt).toBeNull();
    expect(readOne({ type: 'sos', at: 'x'.repeat(5000) }).rawAt?.length).toBe(100);
  });
});

describe('The id of an event', () => {
  const id = (value: Record<string, unknown>, arrival = ARRIVAL): string =>
    decodeEvents(bytes({ type: 'sos', ...value }), arrival)[0]?.eventId ?? '';

  it('is what the device says, numbers too', () => {
    expect(id({ id: 'press-1' })).toBe('press-1');
    expect(id({ id: 42 })).toBe('42');
    expect(id({ id: '__proto__' })).toBe('__proto__');
  });

  it('is not rounded where it is a number that JavaScript would round', () => {
    const told = ['1700001795357466126', '1700001795357466127', '9007199254740993'];
    const packets = told.map((number) => Buffer.from(`{"id": ${number} ,"type":"sos","at":${ARRIVAL}}`));
    expect(packets.map((packet) => decodeEvents(packet, ARRIVAL)[0]?.eventId)).toEqual(told);
    const said = decodeEvents(
      Buffer.from(`{"id":"a","type":"sos","data":{"text":"\\"id\\":1700001795357466126"}}`),
      ARRIVAL,
    );
    expect(said[0]).toMatchObject({ readable: true, eventId: 'a' });
  });

  it('is a digest where it is too long or cannot be stored', () => {
    expect(id({ id: 'x'.repeat(501) })).toMatch(/^#[\w-]{43}$/);
    expect(id({ id: 'a\u0000b' })).toMatch(/^#[\w-]{43}$/);
    expect(id({ id: 'a\uD800b' })).toMatch(/^#[\w-]{43}$/);
    expect(id({ id: 'x'.repeat(501) })).not.toBe(id({ id: 'x'.repeat(502) }));
    expect(id({ id: 'x'.repeat(500) })).toBe('x'.repeat(500));
  });

  it('where it is missing, stands for type, time and data: a copy has the same one, another press has not', () => {
    const press = { at: ARRIVAL - 5000, data: { a: 1 } };
    expect(id(press)).toBe(id(press, ARRIVAL + 60_000));
    expect(id(press)).not.toBe(id({ ...press, at: ARRIVAL - 4999 }));
    expect(id(press)).not.toBe(id({ ...press, data: { a: 2 } }));
    for (const wrong of ['', null, {}, [], true]) expect(id({ ...press, id: wrong })).toBe(id(press));
  });

  it('without id and time a second press is never swallowed', () => {
    expect(id({})).not.toBe(id({}, ARRIVAL + 1));
  });

  it('of a cancel names its press by the same rules', () => {
    const cancel = (of: unknown): string | null => readOne({ type: 'cancel', data: { of } }).ofEventId;
    expect(cancel('press-1')).toBe('press-1');
    expect(cancel('x'.repeat(300))).toBe(id({ id: 'x'.repeat(300) }));
    expect(cancel(undefined)).toBeNull();
  });
});

describe('A packet that cannot be read', () => {
  it.each<[string, unknown, UnreadableReason]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['an empty batch', '[]', 'empty'],
    ['NUL bytes', Buffer.alloc(8), 'notJson'],
    ['half a packet', '{"type":"sos","at":17', 'notJson'],
    ['plain text', 'SOS', 'notJson'],
    ['bytes of another encoding', Buffer.from([0xc7, 0xf3, 0xd6, 0xfa]), 'notUtf8'],
    [
      'a name in another encoding',
      Buffer.concat([bytes('{"type":"'), Buffer.from([0xc7, 0xf3]), bytes('"}')]),
      'notUtf8',
    ],
    ['a number', '7', 'notAnObject'],
    ['null', 'null', 'notAnObject'],
    ['a text', '"sos"', 'notAnObject'],
    ['a batch in a batch', [[{ type: 'sos' }]], 'notAnObject'],
    ['no type', { id: 'a' }, 'noType'],
    ['a type that is no text', { type: { sos: true } }, 'noType'],
    ['a blank type', { type: ' ' }, 'noType'],
    ['a type hidden in the prototype', '{"__proto__":{"type":"sos"}}', 'noType'],
    ['33 levels', `{"type":"sos","data":${'{"a":'.repeat(32)}1${'}'.repeat(32)}}`, 'tooDeep'],
    ['64 KiB of brackets', '['.repeat(65_000) + ']'.repeat(65_000), 'tooDeep'],
  ])('%s', (_, value, reason) => {
    expect(reasonOf(value)).toBe(reason);
  });

  it('keeps its bytes and gets a name of its own each time it arrives', () => {
    const payload = Buffer.from([1, 2, 255]);
    const [first] = decodeEvents(payload, ARRIVAL);
    expect(first?.payload).toEqual(payload);
    expect(first?.eventId).not.toBe(decodeEvents(payload, ARRIVAL + 1)[0]?.eventId);
  });

  it('two equal bad elements of one batch have two names', () => {
    const [one, other] = decode([7, 7]);
    expect(one?.eventId).not.toBe(other?.eventId);
  });

  it('is not: broken letters outside of the name, 32 levels, 64 KiB, strange keys', () => {
    expect(
      readOne(Buffer.concat([bytes('{"type":"fall","data":{"n":"'), Buffer.from([0xff]), bytes('"}}')])).kind,
    ).toBe('fall');
    expect(readOne(`{"type":"sos","data":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`).kind).toBe('sos');
    expect(readOne({ type: 'sos', data: { text: '求'.repeat(21_000) } }).kind).toBe('sos');
    expect(
      readOne('{"type":"sos","__proto__":{"x":1},"constructor":null,"toString":1,"data":{"__proto__":{"value":false}}}')
        .cleared,
    ).toBe(false);
    expect(readOne('{"type":"sos","data":{"n":1e999,"m":-0,"big":123456789012345678901234567890}}').kind).toBe('sos');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('never throws, whatever the bytes', () => {
    let seed = 7;
    const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
    const alphabet = Buffer.from('{}[]",:0truefalsn\\u\u0000\u00ffd8\u6c42');
    for (let round = 0; round < 3000; round++) {
      const payload = Buffer.from(Array.from({ length: next() % 40 }, () => alphabet[next() % alphabet.length] ?? 0));
      expect(decodeEvents(payload, ARRIVAL).length).toBeGreaterThan(0);
      decodeTelemetry(payload, ARRIVAL);
      decodeStatus(payload, ARRIVAL);
    }
  });
});

describe('Telemetry', () => {
  const decodeReadings = (value: unknown): ReturnType<typeof decodeTelemetry> => decodeTelemetry(bytes(value), ARRIVAL);

  it('is read with time, values and battery', () => {
    const { readings, unreadable } = decodeReadings({ at: ARRIVAL - 1, values: { heartRate: 72, battery: 80.6 } });
    expect(unreadable).toEqual([]);
    expect(readings).toEqual([
      {
        atMs: ARRIVAL - 1,
        values: { heartRate: 72, battery: 80.6 },
        battery: 81,
        json: '{"heartRate":72,"battery":80.6}',
      },
    ]);
  });

  it('keeps fields that it does not know', () => {
    const [reading] = decodeReadings('{"values":{"a":1},"fw":"2.1","__proto__":3}').readings;
    expect(JSON.parse(reading?.json ?? '')).toEqual({
      a: 1,
      $fields: JSON.parse('{"fw":"2.1","__proto__":3}') as unknown,
    });
  });

  it('keeps beside the values what it told as its time, where that is none or too old to be stored by', () => {
    const jsonOf = (at: unknown): string | undefined => decodeReadings({ at, values: { a: 1 } }).readings[0]?.json;
    expect(jsonOf('yesterday')).toBe('{"a":1,"$fields":{"at":"yesterday"}}');
    expect(jsonOf(ARRIVAL + 360_000)).toBe(`{"a":1,"$fields":{"at":${ARRIVAL + 360_000}}}`);
    const days = [8, 9].map((n) => jsonOf(ARRIVAL - n * 86_400_000));
    expect(new Set(days).size).toBe(2);
    expect(jsonOf(ARRIVAL - 86_400_000)).toBe('{"a":1}');
  });

  it('counts the good elements of a list', () => {
    const { readings, unreadable } = decodeReadings([{ values: { a: 1 } }, { values: 3 }, null, { at: 1, values: {} }]);
    expect(readings.map((reading) => reading.json)).toEqual(['{"a":1}', '{"$fields":{"at":1}}']);
    expect(unreadable.map((one) => one.reason)).toEqual(['noValues', 'notAnObject']);
  });

  it('that jsonb would refuse is set aside', () => {
    for (const text of ['a\u0000', '\uD800', 'x\uDC00y']) {
      expect(decodeReadings({ values: { text } }).unreadable[0]?.reason).toBe('unstorable');
      expect(decodeReadings({ values: { [text]: 1 } }).unreadable[0]?.reason).toBe('unstorable');
    }
    for (const text of ['\\u0000', '求', '😀', '\\\\ud800', '\u001f'])
      expect(decodeReadings({ values: { text } }).unreadable).toEqual([]);
  });

  it('has no battery where the value cannot be one', () => {
    for (const battery of [-1, 101, '80', null])
      expect(decodeReadings({ values: { battery } }).readings[0]?.battery).toBeNull();
  });
});

describe('A status', () => {
  const status = (value: unknown): unknown => decodeStatus(Buffer.isBuffer(value) ? value : bytes(value), ARRIVAL);

  it('says how the connection stands', () => {
    expect(status({ state: 'online', at: ARRIVAL - 9 })).toEqual({
      readable: true,
      connection: 'online',
      toldAtMs: ARRIVAL - 9,
    });
    expect(status({ state: 'offline' })).toMatchObject({ connection: 'offline', toldAtMs: null });
  });

  it('that is empty clears what was retained and says nothing', () => {
    expect(status(Buffer.alloc(0))).toEqual({ readable: true, connection: null });
  });

  it('with another word is unreadable', () => {
    for (const value of [{ state: 'ONLINE' }, {}, [], 'online', null])
      expect(status(value)).toMatchObject({ readable: false });
  });
});
