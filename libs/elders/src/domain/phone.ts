// Phone numbers in the one form that is compared and indexed.

/** Digits only, without the country's prefix and without the 0 that some exchanges put before a mobile number. */
export const plainPhone = (phone: string): string =>
  phone
    .replace(/^\s*(?:\+|00)86/, '')
    .replace(/\D/g, '')
    .replace(/^0(?=1[3-9]\d{9}$)/, '');

/** The last four digits, as people remember a number. */
export const lastFour = (phone: string): string => plainPhone(phone).slice(-4);

/** Mobile numbers have eleven digits and begin with 1; whatever else can be dialled is a landline. */
export const isMobile = (phone: string): boolean => /^1\d{10}$/.test(plainPhone(phone));

/** 138****1234, 0579****4321: enough to recognise a number that one knows, not enough to dial it. Empty if hidden. */
export function maskedPhone(phone: string): string {
  const digits = plainPhone(phone);
  if (digits.length < 8) return '*'.repeat(digits.length);
  const shown = isMobile(digits) ? 3 : Math.min(4, digits.length - 7);
  return `${digits.slice(0, shown)}****${digits.slice(-4)}`;
}
