// What belongs to no place is for the administrator of the top centre alone.
import type { Actor } from '#libs/identity';
import type { Territories, Territory } from '#libs/places';
import { DomainError } from '#libs/platform';

/** The actor's territory; throws AUTH.FORBIDDEN unless it covers what has no place. */
export async function topCentreOf(territories: Territories, actor: Actor): Promise<Territory> {
  const territory = await territories.of(actor.scopes);
  if (!territory.includesUnplaced) throw new DomainError('AUTH.FORBIDDEN');
  return territory;
}
