// A helper's number as the register shows it: enough to tell two numbers apart, not enough to dial either.

/** `*******1234`; a number too short to hide anything behind four digits is hidden whole. */
export function hiddenPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const shown = digits.length < 8 ? '' : digits.slice(-4);
  return `${'*'.repeat(digits.length - shown.length)}${shown}`;
}
