// How a place is called when it is said: its community and the town that runs it today.
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '#libs/platform';
import { businessDay } from './domain/business-day.ts';

export interface PlaceNamed {
  community: string | null;
  town: string | null;
}

@Injectable()
export class PlaceNames {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `code` of a community; both null for none. The town is the one that manages it, else the one of its code. */
  async of(code: string | null): Promise<PlaceNamed> {
    if (code === null) return { community: null, town: null };
    const [row] = await this.database.query<{ community: string; town: string | null }>(
      `SELECT d.name AS community,
         (SELECT t.name FROM divisions t WHERE t.level = 'subdistrict' AND t.code = coalesce(
           (SELECT m.managed_by FROM division_managements m WHERE m.division_code = d.code AND m.during @> $2::date),
           left(d.code, 9) || '000')) AS town
       FROM divisions d WHERE d.code = $1`,
      [code, businessDay(this.clock.now())],
      'place-names',
    );
    return { community: row?.community ?? null, town: row?.town ?? null };
  }
}
