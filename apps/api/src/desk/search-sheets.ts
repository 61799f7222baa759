// The sheet of a search: the case, the person, their devices and the door, put together for the desk or for searchers.
import { Inject, Injectable } from '@nestjs/common';
import { CasePhotos, SearchForMissing, publicSearchSheet, searchSheet, type SearchedCase } from '#libs/alerts';
import type { PublicSearchSheet, SearchSheet } from '#libs/contracts';
import { Whereabouts } from '#libs/devices';
import { Elders } from '#libs/elders';
import type { Actor } from '#libs/identity';
import { Territories } from '#libs/places';
import { Clock, DomainError, Files, SETTINGS, type Settings, type StoredFile } from '#libs/platform';
import { rfc3339 } from '../door/rfc3339.ts';

const MOST_POSITIONS = 50;

@Injectable()
export class SearchSheets {
  constructor(
    private readonly territories: Territories,
    private readonly search: SearchForMissing,
    private readonly elders: Elders,
    private readonly whereabouts: Whereabouts,
    private readonly photos: CasePhotos,
    private readonly files: Files,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Throws ALERT.NOT_FOUND, SEARCH.NOT_MISSING. */
  async of(actor: Actor, alertId: string): Promise<SearchSheet> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const found = await this.search.of(territory, alertId);
    return this.sheet(found, (photoId) => `/api/v1/files/${photoId}`);
  }

  /** Throws SEARCH.NOT_FOUND. */
  async byLink(token: string): Promise<PublicSearchSheet> {
    const found = await this.search.byLink(token);
    const sheet = publicSearchSheet(await this.sheet(found, () => `/api/v1/search/${token}/photo`));
    return sheet.open ? sheet : { ...sheet, photoUrl: null };
  }

  /** As long as they are searched for. Throws SEARCH.NOT_FOUND. */
  async photoByLink(token: string): Promise<StoredFile> {
    const found = await this.search.byLink(token);
    const photoId = found.state === 'resolved' ? null : await this.photos.ofPerson(found.alertId);
    if (!photoId) throw new DomainError('SEARCH.NOT_FOUND');
    return this.files.read(photoId);
  }

  private async sheet(found: SearchedCase, urlOf: (photoId: string) => string): Promise<SearchSheet> {
    const ids = found.elderId ? [found.elderId] : [];
    const [people, sightings, lastDoorEvent, photoId] = await Promise.all([
      this.elders.card(ids, false),
      this.whereabouts.of(ids, MOST_POSITIONS),
      this.whereabouts.lastDoorEvent(found.homeId),
      this.photos.ofPerson(found.alertId),
    ]);
    const [elder] = people;
    const { name, sex, age } = elder ?? found.reported ?? { name: null, sex: null, age: null };
    return searchSheet(
      {
        alertId: found.alertId,
        number: found.number,
        state: found.state,
        raisedAt: found.raisedAt,
        receivedAt: found.receivedAt,
        person: { name, sex, age, dialect: elder?.reach.dialect ?? null },
        photoUrl: photoId ? urlOf(photoId) : null,
        details: found.details,
        sightings,
        lastDoorEvent,
        policeCalled: found.policeCalled,
        policeAfterMs: this.settings.SEARCH_POLICE_MS,
        hotline: this.settings.CENTRE_PHONE,
        now: this.clock.now(),
      },
      rfc3339,
    );
  }
}
