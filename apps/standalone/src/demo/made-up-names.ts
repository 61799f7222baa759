// Names that nobody bears: villages and communities out of a poem, people out of common characters, with their pinyin.
import type { SeededRandom } from '../../../simulator/src/seeded-random.ts';

const ACTS = [
  '听',
  '揽',
  '枕',
  '漱',
  '沐',
  '栖',
  '望',
  '拾',
  '问',
  '寄',
  '抱',
  '邀',
  '倚',
  '临',
  '踏',
  '闻',
  '观',
  '怀',
];
const SIGHTS = [
  '松',
  '月',
  '泉',
  '云',
  '岚',
  '霞',
  '溪',
  '竹',
  '梅',
  '荷',
  '枫',
  '莺',
  '鹤',
  '霜',
  '星',
  '雪',
  '柳',
  '桂',
];
const COMMUNITY_FIRST = ['银', '铃', '晚', '颐'];
const COMMUNITY_SECOND = ['杏', '桂', '湖', '溪', '晴', '和', '舟', '泉'];
const ROADS = ['铃音', '晚晴', '听雨', '拾光', '长庚', '青藤', '石榴', '南乔', '半山', '清和', '望舒', '知秋'];
export const HOUSES_OF_CARE = ['听松', '晚晴', '揽月', '知秋', '望舒', '长庚', '清和', '沐霞', '枕泉', '半山', '拾光', '栖云',
  '观荷', '青藤', '南乔', '问梅', '临溪', '抱竹', '寄柳', '邀星'] as const; // prettier-ignore

/** `count` different names, e.g. 听松村; throws if there are not that many. */
export const villageNames = (random: SeededRandom, count: number): string[] =>
  take(random, combine(ACTS, SIGHTS), count, '村');

/** `count` different names, e.g. 银桂社区; throws if there are not that many. */
export const communityNames = (random: SeededRandom, count: number): string[] =>
  take(random, combine(COMMUNITY_FIRST, COMMUNITY_SECOND), count, '社区');

export const roadName = (random: SeededRandom): string => `${random.pick(ROADS)}路`;

export interface PersonName {
  name: string;
  /** Lower case, without tones or spaces. */
  pinyin: string;
}
type Character = [hanzi: string, pinyin: string];

const pairs = (text: string): Character[] =>
  text.split(' ').map((entry) => [entry.slice(0, 1), entry.slice(1)] as Character);

const SURNAMES = pairs('王wang 陈chen 徐xu 朱zhu 李li 何he 吴wu 金jin 张zhang 叶ye 潘pan 胡hu 程cheng 邹zou 雷lei 蓝lan 钟zhong 俞yu 汤tang 祝zhu 鲍bao 董dong'); // prettier-ignore
const OLD_MALE = [
  pairs('金jin 根gen 樟zhang 土tu 水shui 福fu 寿shou 德de 志zhi 国guo 建jian 永yong 明ming 兴xing 文wen'),
  pairs('荣rong 法fa 昌chang 生sheng 林lin 贵gui 良liang 旺wang 清qing 元yuan 富fu 松song 祥xiang 海hai 庭ting'),
];
const OLD_FEMALE = [
  pairs('桂gui 秀xiu 月yue 金jin 彩cai 春chun 美mei 爱ai 素su 凤feng 兰lan 菊ju 玉yu 杏xing 宝bao'),
  pairs('英ying 珍zhen 仙xian 娟juan 花hua 香xiang 莲lian 芳fang 妹mei 娥e 琴qin 珠zhu 云yun 芝zhi 弟di'),
];
const YOUNG_MALE = '伟 勇 军 强 斌 峰 俊 涛 鹏 杰 晓东 建平 志刚 国庆 文斌'.split(' ');
const YOUNG_FEMALE = '芳 燕 萍 丽 敏 静 霞 艳 晓红 爱华 丽君 雪梅 美玲 佩佩 海燕'.split(' ');

export type Sex = 'male' | 'female';

/** An old person's name. */
export function elderName(random: SeededRandom, sex: Sex): PersonName {
  const surname = random.pick(SURNAMES);
  const [firsts, seconds] = sex === 'male' ? OLD_MALE : OLD_FEMALE;
  const given = [random.pick(firsts ?? []), random.pick(seconds ?? [])];
  const all = [surname, ...given];
  return { name: all.map(([hanzi]) => hanzi).join(''), pinyin: all.map(([, pinyin]) => pinyin).join('') };
}

/** A younger person's name, with that surname if one is given. */
export const youngerName = (random: SeededRandom, sex: Sex, surname: string = random.pick(SURNAMES)[0]): string =>
  surname + random.pick(sex === 'male' ? YOUNG_MALE : YOUNG_FEMALE);

const combine = (firsts: readonly string[], seconds: readonly string[]): string[] =>
  firsts.flatMap((first) => seconds.map((second) => first + second));

function take(random: SeededRandom, names: string[], count: number, suffix: string): string[] {
  if (count > names.length) throw new Error(`only ${names.length} made-up names for ${count} places`);
  return random
    .shuffled(names)
    .slice(0, count)
    .map((name) => name + suffix);
}
