// The card that is read aloud to 120 in 20 seconds: every place filled, shortened by rule and never within a word. Pure.
import type {
  AlertKind, AlertState, LngLat, RescueCard, RescueCardPart, Severity,
} from '#libs/contracts'; // prettier-ignore
import { RESCUE_DEFAULTS } from './public-rescue.ts';
import { UNKNOWN, byImportance, cleaned, inOneBreath, listSentence, notesSentence, spokenLength } from './spoken.ts';

/** Somebody who may be in trouble. */
export interface Patient {
  sex: 'male' | 'female' | null;
  age: number | null;
  living: string | null;
  conditions: readonly string[];
  medication: readonly string[];
  allergies: readonly string[];
  doorNotes: string | null;
}

export interface RescueFacts {
  alertId: string;
  kind: AlertKind;
  severity: Severity;
  state: AlertState;
  drill: boolean;
  /** The one it is about first; all residents where it could be any of them; empty if nobody is known. */
  patients: readonly Patient[];
  /** Residents besides them. */
  othersAtHome: number;
  place: {
    town: string | null;
    community: string | null;
    address: string | null;
    floor: number | null;
    hasLift: boolean | null;
    location: LngLat | null;
  };
  /** Somebody has heard the person, and what they said made sense. */
  voice: boolean;
  /** A conversation or an answer told of danger. */
  real: boolean;
  helpers: { onScene: number; onTheWay: number };
  /** 120, 119, 110 or the gas company was called. */
  rescueCalled: boolean;
  /** Of the call centre. */
  callback: string | null;
}

/** 20 seconds at a calm 5.5 characters a second. */
export const MOST_SPOKEN = 110;
const CHARACTERS_PER_SECOND = 5.5;

/** What kills first is said first. */
const CONDITION_RANKS = [
  /心|支架|起搏/, /卒中|中风|脑/, /阻塞|哮喘|呼吸|肺/, /糖尿/, /癫痫/, /肾|透析/, /癌|瘤/, /高血压/, /痴呆|阿尔茨海默/, /帕金森/,
  /白内障|青光眼|关节|骨质疏松|颈椎|腰椎|失眠|便秘/,
]; // prettier-ignore
const OTHER_CONDITIONS = 10;
/** What makes bleed, what lowers sugar, what holds the heart. */
const MEDICINE_RANKS = [
  /阿司匹林|氯吡格雷|替格瑞洛|华法林|沙班|达比加群|肝素/,
  /胰岛素|二甲双胍|格列|阿卡波糖/,
  /硝酸甘油|地高辛|胺碘酮|洛尔/,
];

/** How much of what can be long is said, from the most to the least. */
const DETAILS = [
  { conditions: 4, medicines: 3, allergies: 3, clauses: 3 },
  { conditions: 3, medicines: 2, allergies: 2, clauses: 2 },
  { conditions: 2, medicines: 2, allergies: 2, clauses: 1 },
  { conditions: 2, medicines: 1, allergies: 2, clauses: 1 },
  { conditions: 1, medicines: 1, allergies: 1, clauses: 1 },
] as const;

const HAPPENED: Readonly<Record<AlertKind, string>> = {
  sos: '按铃求救',
  fall: '疑似跌倒',
  smoke: '烟雾报警，疑似起火',
  gas: '燃气泄漏报警',
  co: '一氧化碳报警',
  unknownDistress: '不明设备求救',
  phoneCall: '来电求助',
  missingPerson: '老人走失',
  welfareCheck: '多方联系不上',
  wandering: '老人走出安全区',
  inactivity: '家中久无活动',
  bedExit: '夜间离床未归',
  vitals: '体征异常',
  waterLeak: '家中漏水',
  coldHome: '室内温度过低',
  nurseCall: '床头呼叫',
  unitExit: '失智老人离开专区',
  deviceLost: '设备失联',
  lowBattery: '设备低电量',
  tamper: '设备被拆',
  door: '夜间开门',
};

const LIVING: Readonly<Record<string, string>> = {
  alone: '老人独居',
  emptyNest: '子女不同住',
  withChildren: '与子女同住',
  leftBehind: '子女在外',
  institution: '住养老机构',
};

export function rescueCard(facts: RescueFacts): RescueCard {
  const { services, advice, unheard, stayOutside } = RESCUE_DEFAULTS[facts.kind];
  const lines = linesOf(facts);
  const text = lines.map((line) => line.text).join('');
  const unanswered = !facts.voice;
  return {
    alertId: facts.alertId,
    lines,
    text,
    seconds: Math.ceil(spokenLength(text) / CHARACTERS_PER_SECOND),
    services: [...services],
    stayOutside,
    advice: [...advice, ...(unanswered || facts.real ? unheard : [])],
    askRescue:
      facts.severity === 'P1' && facts.state === 'claimed' && !facts.rescueCalled && (unanswered || facts.real),
  };
}

/** With as much detail as 20 seconds hold; with the least where even that is too long. */
function linesOf(facts: RescueFacts): RescueCard['lines'] {
  let lines: RescueCard['lines'] = [];
  for (const detail of DETAILS) {
    lines = linesWith(facts, detail);
    if (spokenLength(lines.map(({ text }) => text).join('')) <= MOST_SPOKEN) break;
  }
  return lines;
}

function linesWith(facts: RescueFacts, detail: (typeof DETAILS)[number]): RescueCard['lines'] {
  const all = (pick: (patient: Patient) => readonly string[]): string[] => cleaned(facts.patients.flatMap(pick));
  const conditions = byImportance(
    all((one) => one.conditions),
    CONDITION_RANKS,
    OTHER_CONDITIONS,
  );
  const medicines = byImportance(
    all((one) => one.medication.map(nameOfMedicine)),
    MEDICINE_RANKS,
    MEDICINE_RANKS.length,
  );
  const door = facts.patients.flatMap((one) => one.doorNotes ?? []);
  const texts: Record<RescueCardPart, string> = {
    who: whoOf(facts.patients),
    address: addressOf(facts.place),
    access: `${floorOf(facts.place.floor)}，${liftOf(facts.place.hasLift)}。`,
    happened: happenedOf(facts),
    conditions: listSentence({ known: '病史', unknown: '病史' }, conditions, detail.conditions, '种'),
    medication: listSentence({ known: '用药', unknown: '用药' }, medicines, detail.medicines, '种'),
    allergies: listSentence(
      { known: '过敏', unknown: '过敏史' },
      all((one) => one.allergies),
      detail.allergies,
      '种',
    ),
    door: notesSentence({ known: '进门', unknown: '进门方式' }, door, detail.clauses),
    present: `${presentOf(facts)}。`,
    callback: facts.callback ? `回电${facts.callback.trim()}。` : `回电号码${UNKNOWN}。`,
  };
  return Object.entries(texts).map(([part, text]) => ({ part: part as RescueCardPart, text }));
}

function whoOf(patients: readonly Patient[]): string {
  const sexOf = ({ sex }: Patient): string => (sex === null ? `性别${UNKNOWN}` : sex === 'male' ? '男' : '女');
  const ageOf = ({ age }: Patient): string => (age === null ? `年龄${UNKNOWN}` : `${age}岁`);
  const [one] = patients;
  if (!one) return `性别${UNKNOWN}，年龄${UNKNOWN}。`;
  if (patients.length === 1) return `${sexOf(one)}，${ageOf(one)}。`;
  const said = patients.slice(0, 3).map((patient) => `${sexOf(patient)}${ageOf(patient)}`);
  return `${said.join('、')}${said.length < patients.length ? `等${patients.length}位老人` : ''}。`;
}

/** Town and community are said where the address does not name them itself. */
function addressOf({ town, community, address, location }: RescueFacts['place']): string {
  const street = inOneBreath(address ?? '');
  const before = [town, community].map((name) => inOneBreath(name ?? '')).filter((name) => !street.includes(name));
  const whole = inOneBreath([...before, street].join(' '));
  if (spokenLength(street) > 0) return `地址：${whole}。`;
  const at = location ? `，坐标东经${location.lng.toFixed(4)}、北纬${location.lat.toFixed(4)}` : '';
  return spokenLength(whole) > 0 ? `地址：${whole}，门牌${UNKNOWN}${at}。` : `地址${UNKNOWN}${at}。`;
}

const floorOf = (floor: number | null): string =>
  floor === null ? `楼层${UNKNOWN}` : floor < 0 ? `地下${-floor}层` : `${floor}楼`;
const liftOf = (hasLift: boolean | null): string =>
  hasLift === null ? `电梯${UNKNOWN}` : hasLift ? '有电梯' : '无电梯';

function happenedOf({ kind, voice, drill }: RescueFacts): string {
  const gone = RESCUE_DEFAULTS[kind].services[0] === '110';
  const answered = gone ? '' : voice ? '，已通话' : '，无应答';
  return `${drill ? '演练：' : ''}${HAPPENED[kind]}${answered}。`;
}

/** Dose and hours are on the card; what is said is the name. */
function nameOfMedicine(medicine: string): string {
  const words = medicine.trim().split(/\s+/);
  const dose = words.findIndex((word, at) => at > 0 && /^([\d０-９]|每|一日|早|晚|睡前|饭)/.test(word));
  return words.slice(0, dose < 0 ? words.length : dose).join(' ');
}

function presentOf({ patients, othersAtHome, helpers }: RescueFacts): string {
  const help = helpers.onScene > 0 ? '助老员已到场' : helpers.onTheWay > 0 ? '助老员在途' : null;
  // Where it may be any of several, the first line has named them all.
  if (patients.length > 1) return help ?? '老人同住';
  const home = othersAtHome > 0 ? `家中另有${othersAtHome}位老人` : LIVING[patients[0]?.living ?? ''];
  return [home, help].filter(Boolean).join('，') || `现场人员${UNKNOWN}`;
}
