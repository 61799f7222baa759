// Names as lists outside a case show them.

/** 王小红 → 王*红, 王红 → 王*, 阿依古丽 → 阿**丽; enough to choose between people, not enough to look one up. */
export function maskedName(name: string): string {
  const letters = [...name];
  const [first = '', ...rest] = letters;
  if (letters.length <= 1) return '*';
  if (letters.length === 2) return `${first}*`;
  return `${first}${'*'.repeat(rest.length - 1)}${rest.at(-1) ?? ''}`;
}
