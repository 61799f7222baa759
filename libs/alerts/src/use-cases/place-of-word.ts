// Where a case is that a person raises: elder and home within the territory, the only resident, community and place.
import { Injectable } from '@nestjs/common';
import type { RaiseOrder } from '#libs/contracts';
import { Elders } from '#libs/elders';
import { Homes } from '#libs/places';
import { Database, DomainError } from '#libs/platform';
import type { Press } from '../domain/fold-presses.ts';
import type { TerritoryInSql } from '../territory.ts';

export type ToldPlace = Pick<RaiseOrder, 'elderId' | 'homeId' | 'divisionCode' | 'location'>;

@Injectable()
export class PlaceOfWord {
  constructor(
    private readonly database: Database,
    private readonly elders: Elders,
    private readonly homes: Homes,
  ) {}

  /**
   * Without any place the case is the top centre's. What is not in the territory is as unknown as what does not exist:
   * ELDER.NOT_FOUND, HOME.NOT_FOUND, DIVISION.NOT_FOUND (which must be a community).
   */
  async of(territory: TerritoryInSql, told: ToldPlace): Promise<Press['place']> {
    const ownHome = told.elderId === undefined ? null : await this.homeOf(territory, told.elderId);
    const homeId = told.homeId ?? ownHome;
    const home = homeId === null ? undefined : (await this.homes.byIds([homeId])).get(homeId);
    if (told.homeId !== undefined && (!home || !territory.codes.includes(home.communityCode))) {
      throw new DomainError('HOME.NOT_FOUND');
    }
    if (told.divisionCode !== undefined) await this.checkCommunity(territory, told.divisionCode);
    return {
      elderId: told.elderId ?? (homeId === null ? null : await this.onlyResident(homeId)),
      homeId,
      communityCode: home?.communityCode ?? told.divisionCode ?? null,
      location: told.location ?? home?.location ?? null,
    };
  }

  private async homeOf(territory: TerritoryInSql, elderId: string): Promise<string | null> {
    const [known, homes] = await Promise.all([this.elders.people([elderId]), this.elders.homesOf([elderId])]);
    if (!known.has(elderId)) throw new DomainError('ELDER.NOT_FOUND');
    const homeId = homes.get(elderId) ?? null;
    const community = homeId === null ? null : (await this.homes.byIds([homeId])).get(homeId)?.communityCode;
    const mine = community ? territory.codes.includes(community) : territory.includesUnplaced;
    if (!mine) throw new DomainError('ELDER.NOT_FOUND');
    return homeId;
  }

  private async onlyResident(homeId: string): Promise<string | null> {
    const residents = (await this.elders.residentsOf([homeId])).get(homeId) ?? [];
    return residents.length === 1 ? (residents[0]?.id ?? null) : null;
  }

  private async checkCommunity(territory: TerritoryInSql, code: string): Promise<void> {
    const [row] = territory.codes.includes(code)
      ? await this.database.query(`SELECT 1 FROM divisions WHERE code = $1 AND level = 'community'`, [code])
      : [];
    if (!row) throw new DomainError('DIVISION.NOT_FOUND');
  }
}
