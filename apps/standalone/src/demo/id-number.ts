// 身份证 numbers by GB 11643 that belong to nobody: the checksum is right, the region 990723 exists in no list.

/** 99 is the code of no province (they end at 91). */
export const NOWHERE = '990723';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** ISO 7064 MOD 11-2 check character over the first 17 digits. */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** `birthDate` as YYYY-MM-DD; `order` 0 to 499 keeps people of one day and sex apart; odd order codes are men. */
export function fictitiousIdNumber(birthDate: string, order: number, sex: 'male' | 'female'): string {
  const orderCode = String(order * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const first17 = `${NOWHERE}${birthDate.replaceAll('-', '')}${orderCode}`;
  return first17 + checkCharacter(first17);
}
