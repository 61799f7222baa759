// Which kind of signal a type names; types that nobody agreed on are read by their words, on the loud side.
import { SIGNAL_KINDS, type SignalKind } from '#libs/contracts';

const KNOWN = new Map<string, SignalKind>(SIGNAL_KINDS.map((kind) => [kind.toLowerCase(), kind]));

/** Of a longer name only the beginning is read. */
const LONGEST = 1_000;

const CRY = /^(sos|panic|help|mayday|distress|rescue|emergenc\w*|urgent)/;
const CRY_ZH = /求助|求救|呼救|救命|紧急|急救/;
const ALARM = /^(alarm|alert|warning|leak|detect|trigger|call|nurse)/;
const ALARM_ZH = /报警|警报|告警|呼叫|泄漏|泄露/;
const FELL = /^(fall|fallen|falls|falling|fell|falldown|falldetect\w*|fallalarm)$/;
const FELL_ZH = /跌倒|摔倒|跌落/;
const SMOKE = /^(smoke|fire)$/;
const SMOKE_ZH = /烟雾|烟感|火警|火灾/;
const GAS = /^(gas|methane|lpg)$/;
const GAS_ZH = /燃气|煤气|天然气/;
const CO = /^(co|monoxide)$/;
const CO_ZH = /一氧化碳/;
const PRESSED = /^(press|button|click|push|key|hold)/;
/** Words by which an alarm's name says that it is none: over, tried out, or about the device itself. */
const BENIGN = /^(clear|cancel|deactivat|restor|normal|test|batter|tamper|reset|resolv|silenc|mute|heartbeat)/;
/** The same where they close the name: `alarm_off` is over, `SOS from end device` is not. */
const BENIGN_END = /^(off|ok|end|ended|config)$/;
const BENIGN_ZH = /解除|取消|恢复|测试|电量|低电|复位|拆除|心跳/;

/** `SOS`, `water_leak` and `panicButton` count as `sos`, `waterLeak` and `sos`; what says nothing known is `other`. */
export function signalKindOf(rawType: string): SignalKind {
  // Full-width letters are letters.
  const type = rawType.slice(0, LONGEST).normalize('NFKC');
  const known = KNOWN.get(type.toLowerCase().replace(/[\s_.-]/g, ''));
  if (known) return known;
  const words = wordsOf(type);
  if (isBenign(words, type)) return 'other';
  if (says(words, type, CRY, CRY_ZH)) return 'sos';
  if (says(words, type, FELL, FELL_ZH)) return 'fall';
  // Readings have these words too (gasLevel): only with a word of alarm do they raise one.
  if (!says(words, type, ALARM, ALARM_ZH)) return 'other';
  if (says(words, type, SMOKE, SMOKE_ZH)) return 'smoke';
  if (says(words, type, CO, CO_ZH)) return 'co';
  return says(words, type, GAS, GAS_ZH) ? 'gas' : 'other';
}

/** True for a type that speaks of alarm or call without saying which. */
export function speaksOfAlarm(type: string): boolean {
  const words = wordsOf(type);
  return !isBenign(words, type) && says(words, type, ALARM, ALARM_ZH);
}

/** True for a type that only says that a button was pressed. */
export function speaksOfPress(type: string): boolean {
  const words = wordsOf(type);
  return !isBenign(words, type) && says(words, type, PRESSED, /按键|按下|长按|短按/);
}

const wordsOf = (type: string): string[] =>
  type
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);

const isBenign = (words: string[], type: string): boolean =>
  says(words, type, BENIGN, BENIGN_ZH) || BENIGN_END.test(words.filter(Boolean).at(-1) ?? '');

const says = (words: string[], type: string, word: RegExp, zh: RegExp): boolean =>
  zh.test(type) || words.some((one) => word.test(one));
