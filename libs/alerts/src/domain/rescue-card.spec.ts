// The card to read aloud: whatever is missing is said to be unknown, whatever is long is shortened by rule, no word is cut.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_KINDS, RESCUE_CARD_PARTS, type AlertKind, type RescueCard } from '#libs/contracts';
import { MOST_SPOKEN, rescueCard, type Patient, type RescueFacts } from './rescue-card.ts';
import { spokenLength } from './spoken.ts';

const aPatient = (over: Partial<Patient> = {}): Patient => ({
  sex: 'female',
  age: 82,
  living: 'alone',
  conditions: ['白内障', '高血压', '脑卒中后遗症', '冠心病'],
  medication: ['碳酸钙D3 每日1次', '阿司匹林肠溶片 100mg 每日1次'],
  allergies: ['青霉素'],
  doorNotes: '备用钥匙在村委会值班室',
  ...over,
});
const facts = (over: Partial<RescueFacts> = {}): RescueFacts => ({
  alertId: 'a',
  kind: 'sos',
  severity: 'P1',
  state: 'claimed',
  drill: false,
  patients: [aPatient()],
  othersAtHome: 0,
  place: {
    town: '壶山街道',
    community: '溪里社区',
    address: '壶山街道 溪里社区 解放路 12号 3幢402室',
    floor: 4,
    hasLift: false,
    location: null,
  },
  voice: false,
  real: false,
  helpers: { onScene: 0, onTheWay: 1 },
  rescueCalled: false,
  callback: '12349',
  ...over,
});
const lineOf = (card: RescueCard, part: string): string => card.lines.find((line) => line.part === part)?.text ?? '';

describe('The card to read aloud', () => {
  it('says who, where, what, and how to get in, in the order in which 120 asks', () => {
    const card = rescueCard(facts());
    expect(card.lines).toEqual([
      { part: 'who', text: '女，82岁。' },
      { part: 'address', text: '地址：壶山街道溪里社区解放路12号3幢402室。' },
      { part: 'access', text: '4楼，无电梯。' },
      { part: 'happened', text: '按铃求救，无应答。' },
      { part: 'conditions', text: '病史：冠心病、脑卒中后遗症、高血压、白内障。' },
      { part: 'medication', text: '用药：阿司匹林肠溶片、碳酸钙D3。' },
      { part: 'allergies', text: '过敏：青霉素。' },
      { part: 'door', text: '进门：备用钥匙在村委会值班室。' },
      { part: 'present', text: '老人独居，助老员在途。' },
      { part: 'callback', text: '回电12349。' },
    ]);
    expect(card.text).toBe(card.lines.map(({ text }) => text).join(''));
    expect(card.seconds).toBeLessThanOrEqual(20);
  });

  it('says that it is unknown wherever nothing is known', () => {
    const place = { town: null, community: null, address: null, floor: null, hasLift: null, location: null };
    const helpers = { onScene: 0, onTheWay: 0 };
    const card = rescueCard(facts({ patients: [], place, helpers, callback: null, kind: 'unknownDistress' }));
    expect(card.text).toBe(
      '性别未知，年龄未知。地址未知。楼层未知，电梯未知。不明设备求救，无应答。病史未知。用药未知。过敏史未知。' +
        '进门方式未知。现场人员未知。回电号码未知。',
    );
    const found = rescueCard(facts({ place: { ...place, location: { lng: 119.81, lat: 28.9 } } }));
    expect(lineOf(found, 'address')).toBe('地址未知，坐标东经119.8100、北纬28.9000。');
    const village = rescueCard(facts({ place: { ...place, town: '柳城镇', community: '东村' } }));
    expect(lineOf(village, 'address')).toBe('地址：柳城镇东村，门牌未知。');
  });

  it('names town and community where the address does not, and never joins two numbers', () => {
    const place = { ...facts().place, address: '解放路12 3-402' };
    expect(lineOf(rescueCard(facts({ place })), 'address')).toBe('地址：壶山街道溪里社区解放路12，3-402。');
  });

  it('speaks of everybody who may be in trouble, each condition once', () => {
    const couple = [
      aPatient({ sex: 'male', age: 85, living: 'emptyNest' }),
      aPatient({ conditions: ['冠心病', '糖尿病'] }),
    ];
    const card = rescueCard(facts({ patients: couple, kind: 'smoke' }));
    expect(lineOf(card, 'who')).toBe('男85岁、女82岁。');
    expect(lineOf(card, 'present')).toBe('助老员在途。');
    expect(lineOf(card, 'conditions').match(/冠心病/g)).toHaveLength(1);
    expect(lineOf(rescueCard(facts({ othersAtHome: 1 })), 'present')).toBe('家中另有1位老人，助老员在途。');
  });

  it('leaves out the less important first, and says how many there are', () => {
    const long = aPatient({
      conditions: [
        '膝骨关节炎',
        '白内障',
        '骨质疏松',
        '高血压',
        '2型糖尿病',
        '慢性阻塞性肺疾病',
        '脑卒中后遗症',
        '冠心病',
      ],
      medication: ['碳酸钙D3', '多巴丝肼', '氨氯地平 5mg', '阿司匹林肠溶片 100mg', '二甲双胍 0.5g'],
      doorNotes: '钥匙由邻居保管，养狗，进门前先打电话',
    });
    const card = rescueCard(facts({ patients: [long] }));
    expect(lineOf(card, 'conditions')).toMatch(/^病史：冠心病、.*等8种。$/);
    expect(lineOf(card, 'medication')).toMatch(/^用药：阿司匹林肠溶片.*等5种。$/);
    expect(spokenLength(card.text)).toBeLessThanOrEqual(MOST_SPOKEN);
  });

  it('asks to call back about what is too long to be read aloud, rather than cutting it', () => {
    const patient = aPatient({ conditions: ['长'.repeat(80)], doorNotes: '话'.repeat(300), allergies: ['  ', '。'] });
    const card = rescueCard(facts({ patients: [patient] }));
    expect(lineOf(card, 'conditions')).toBe('病史较长，请回电询问。');
    expect(lineOf(card, 'door')).toBe('进门说明较长，请回电询问。');
    expect(lineOf(card, 'allergies')).toBe('过敏史未知。');
  });
});

describe('Public rescue', () => {
  const adviceOf = (kind: AlertKind, over: Partial<RescueFacts> = {}) => rescueCard(facts({ kind, ...over }));

  it('by its defaults: fire brigade first and helpers outside, everyone out of gas, ambulance beside the helper', () => {
    expect(adviceOf('smoke')).toMatchObject({
      services: ['119', '120'],
      advice: ['fireFirst', 'talkThemOut', 'helpersStayOutside'],
      stayOutside: true,
    });
    for (const kind of ['gas', 'co'] as const)
      expect(adviceOf(kind)).toMatchObject({
        services: ['119', 'gasCompany', '120'],
        advice: ['everyoneOut', 'gasCompanyToo', 'noBellNoSwitch', 'helpersStayOutside'],
        stayOutside: true,
      });
    for (const kind of ['sos', 'fall'] as const) {
      expect(adviceOf(kind)).toMatchObject({ services: ['120'], advice: ['ambulanceWithHelper'], stayOutside: false });
      expect(adviceOf(kind, { voice: true }).advice).toEqual([]);
      expect(adviceOf(kind, { voice: true, real: true }).advice).toEqual(['ambulanceWithHelper']);
    }
    for (const kind of ['missingPerson', 'wandering'] as const)
      expect(adviceOf(kind)).toMatchObject({ services: ['110'], advice: ['policeIfNotFound'] });
  });

  it('is asked for on each P1 in hand that is real or unanswered, until somebody was called', () => {
    expect(adviceOf('sos').askRescue).toBe(true);
    expect(adviceOf('sos', { voice: true }).askRescue).toBe(false);
    expect(adviceOf('sos', { voice: true, real: true }).askRescue).toBe(true);
    expect(adviceOf('sos', { rescueCalled: true }).askRescue).toBe(false);
    expect(adviceOf('sos', { state: 'resolved' }).askRescue).toBe(false);
    expect(adviceOf('inactivity', { severity: 'P2' }).askRescue).toBe(false);
  });
});

const word = fc.oneof(
  fc.constantFrom(
    '冠心病',
    '高血压',
    '阿司匹林 100mg 每日1次',
    '',
    '   ',
    '。',
    '\n',
    '无',
    '青霉素',
    'COPD III 级',
    '12 3',
  ),
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const patient = fc.record<Patient>({
  sex: fc.constantFrom('male', 'female', null),
  age: fc.option(fc.integer({ min: 0, max: 120 })),
  living: fc.option(fc.constantFrom('alone', 'emptyNest', 'withChildren', 'leftBehind', 'institution', 'other')),
  conditions: fc.array(word, { maxLength: 12 }),
  medication: fc.array(word, { maxLength: 12 }),
  allergies: fc.array(word, { maxLength: 6 }),
  doorNotes: fc.option(word),
});
const anyFacts = fc.record<RescueFacts>({
  alertId: fc.constant('a'),
  kind: fc.constantFrom(...ALERT_KINDS),
  severity: fc.constantFrom('P1', 'P2', 'P3'),
  state: fc.constantFrom('claimed', 'resolved'),
  drill: fc.boolean(),
  patients: fc.array(patient, { maxLength: 5 }),
  othersAtHome: fc.integer({ min: 0, max: 4 }),
  place: fc.record({
    town: fc.option(fc.constantFrom('壶山街道', '柳城镇')),
    community: fc.option(fc.constantFrom('溪里社区', '东村')),
    address: fc.option(fc.oneof(fc.constant('解放路 12号 3幢402室'), fc.string({ maxLength: 40 }))),
    floor: fc.option(fc.integer({ min: -2, max: 33 })),
    hasLift: fc.option(fc.boolean()),
    location: fc.option(fc.record({ lng: fc.double({ min: 73, max: 135, noNaN: true }), lat: fc.double({ min: 18, max: 53, noNaN: true }) })),
  }),
  voice: fc.boolean(),
  real: fc.boolean(),
  helpers: fc.record({ onScene: fc.integer({ min: 0, max: 3 }), onTheWay: fc.integer({ min: 0, max: 3 }) }),
  rescueCalled: fc.boolean(),
  callback: fc.option(fc.constantFrom('12349', '0579-87651234')),
}); // prettier-ignore

describe('Any case', () => {
  it('has a card without an empty place, each line a sentence that says something', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const card = rescueCard(given);
        expect(card.lines.map(({ part }) => part)).toEqual(RESCUE_CARD_PARTS);
        for (const { text } of card.lines) {
          expect(spokenLength(text)).toBeGreaterThan(0);
          expect(text).toMatch(/。$/);
          expect(text).not.toMatch(/：[。、，]|null|undefined|NaN|\s/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has items that are read whole: what is said of a list stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\u4e00-\u9fa5]{1,40}$/), { maxLength: 12 }), (conditions) => {
        const said = lineOf(rescueCard(facts({ patients: [aPatient({ conditions })] })), 'conditions');
        const items = /^病史：(.*?)(?:等\d+种)?。$/.exec(said)?.[1]?.split('、') ?? [];
        for (const item of items) expect(conditions).toContain(item);
        expect(items.length > 0 || said === '病史未知。' || said === '病史较长，请回电询问。').toBe(true);
      }),
    );
  });

  it('is never longer than the least that can be said, and within 20 seconds where that is', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const card = rescueCard(given);
        const parts = ['who', 'address', 'access', 'happened', 'present', 'callback'] as const;
        const fixed = parts.reduce((sum, part) => sum + spokenLength(lineOf(card, part)), 0);
        // Four places of one item each, with its label and the count of the rest.
        expect(spokenLength(card.text)).toBeLessThanOrEqual(Math.max(MOST_SPOKEN, fixed + 4 * (24 + 8)));
      }),
    );
  });
});
