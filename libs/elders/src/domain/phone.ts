// Phone numbers in the one form that is compared and indexed.

/** Digits only, without the country's prefix. */
export const plainPhone = (phone: string): string => phone.replace(/^\s*(?:\+|00)86/, '').replace(/\D/g, '');

/** The last four digits, as people remember a number. */
export const lastFour = (phone: string): string => plainPhone(phone).slice(-4);
