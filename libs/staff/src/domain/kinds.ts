// What the kinds of helpers may see and where they are asked.
import { OWN_HOMES_ONLY, PROFESSIONAL_KINDS, type ResponderKind } from '#libs/contracts';

const has = (kinds: readonly ResponderKind[], kind: ResponderKind): boolean => kinds.includes(kind);

/** Neighbours and guards who help see name, address, door and what to do, never conditions (domain rule 2). */
export const maySeeConditions = (kind: ResponderKind): boolean => has(PROFESSIONAL_KINDS, kind);

/** Asked for the homes only that they are paired with. */
export const ownHomesOnly = (kind: ResponderKind): boolean => has(OWN_HOMES_ONLY, kind);
