// Addresses of homes as people say them: street (township and community included) and door.
import type { SealedText } from '#libs/platform';

export interface HomeAddressParts {
  street: string;
  doorSealed: string | null;
}

/** The whole address, for the consoles that a case is in scope of. A door that cannot be opened never hides the rest. */
export function homeAddress(parts: HomeAddressParts, sealed: SealedText): string {
  return [parts.street, doorOf(parts.doorSealed, sealed)].filter(Boolean).join(' ');
}

/** The address as lists outside a case show it: without house number and room. */
export function maskedAddress(parts: HomeAddressParts): string {
  return `${parts.street}${parts.doorSealed === null ? '' : '***'}`;
}

function doorOf(doorSealed: string | null, sealed: SealedText): string {
  try {
    return sealed.openOrNull(doorSealed) ?? '';
  } catch {
    return '（门牌无法读取）';
  }
}
