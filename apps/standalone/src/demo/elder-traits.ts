// Health, reach and door of a made-up elder, likelier troubled with age.
import type { SeededRandom } from '../../../simulator/src/seeded-random.ts';

export interface Health {
  /** 0 to 4 of GB/T 42195-2022. */
  abilityLevel: 0 | 1 | 2 | 3 | 4;
  conditions: string[];
  medication: string[];
  allergies: string[];
  bloodType: string | null;
}

/** How to reach the person (domain rule 2). */
export interface Reach {
  hearing: string | null;
  speech: string | null;
  dialect: string | null;
  firstChannel: 'deviceVoice' | 'landline' | 'mobile' | 'neighbour' | null;
}

export const DEMENTIA = '阿尔茨海默病';
export const HEART = '冠心病';

const CONDITIONS: readonly [condition: string, share: number, medication: string | null][] = [
  ['高血压', 0.52, '氨氯地平 5mg 每日1次'],
  ['2型糖尿病', 0.2, '二甲双胍 0.5g 每日2次'],
  [HEART, 0.16, '阿司匹林肠溶片 100mg 每日1次'],
  ['脑卒中后遗症', 0.08, '氯吡格雷 75mg 每日1次'],
  ['慢性阻塞性肺疾病', 0.09, '噻托溴铵吸入 每日1次'],
  ['骨质疏松', 0.18, '碳酸钙D3 每日1次'],
  ['膝骨关节炎', 0.22, null],
  ['白内障', 0.15, null],
  ['帕金森病', 0.03, '多巴丝肼 每日3次'],
  [DEMENTIA, 0.05, '多奈哌齐 5mg 每晚1次'],
];
const ALLERGIES = ['青霉素', '头孢类', '磺胺类', '海鲜', '碘造影剂'];
const BLOOD_TYPES = ['A', 'A', 'A', 'B', 'B', 'O', 'O', 'O', 'AB', 'Rh阴性O'];
const DOOR_NOTES = [
  '钥匙由邻居保管',
  '密码锁，密码问女儿',
  '门铃失灵，请大声敲门',
  '养狗，进门前先打电话',
  '备用钥匙在村委会值班室',
  '走后门，前门不开',
];

export function healthOf(random: SeededRandom, age: number): Health {
  const frailty = 0.7 + (age - 60) / 50;
  const present = CONDITIONS.filter(([, share]) => random.chance(Math.min(0.9, share * frailty)));
  const conditions = present.map(([condition]) => condition);
  const heavy = conditions.filter((name) => ['脑卒中后遗症', '帕金森病', DEMENTIA].includes(name)).length;
  const draw = random.next() + heavy * 0.12 + Math.max(0, age - 75) * 0.008;
  return {
    abilityLevel: draw < 0.72 ? 0 : draw < 0.9 ? 1 : draw < 1.02 ? 2 : draw < 1.14 ? 3 : 4,
    conditions,
    medication: present.flatMap(([, , medication]) => medication ?? []),
    allergies: random.chance(0.14) ? [random.pick(ALLERGIES)] : [],
    bloodType: random.chance(0.75) ? random.pick(BLOOD_TYPES) : null,
  };
}

export function reachOf(random: SeededRandom, elder: { age: number; inVillage: boolean; phones: string[] }): Reach {
  const deafness = random.next() + Math.max(0, elder.age - 70) * 0.012;
  const mobile = elder.phones.some((phone) => phone.startsWith('1'));
  const landline = elder.phones.some((phone) => phone.startsWith('0'));
  const channel = random.next();
  return {
    hearing: deafness > 1.12 ? '失聪' : deafness > 0.9 ? '重听，请大声慢说' : '正常',
    speech: random.chance(0.05) ? '言语含糊' : '清楚',
    dialect: random.chance(elder.inVillage ? 0.8 : 0.5) ? '武义话' : '普通话',
    firstChannel:
      channel < 0.35 && mobile
        ? 'mobile'
        : channel < 0.5 && landline
          ? 'landline'
          : channel < 0.88
            ? 'deviceVoice'
            : 'neighbour',
  };
}

/** Null for most; `always` for those whose card should have no empty place. */
export const doorNote = (random: SeededRandom, always: boolean): string | null =>
  random.chance(0.3) || always ? random.pick(DOOR_NOTES) : null;
