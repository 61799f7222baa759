// Divisions and facilities of a territory, found by name: for whoever must name one in a form.
import { Injectable } from '@nestjs/common';
import type { DivisionItem, FacilityItem, Page } from '#libs/contracts';
import { Clock, Database } from '#libs/platform';
import { businessDay } from './domain/business-day.ts';
import type { Territory } from './territory.ts';

export interface PlaceSearch {
  /** Part of the name, or the beginning of a division's code; empty finds all. */
  q: string;
  /** From 1. */
  page: number;
  pageSize: number;
}

const literal = (q: string): string => q.trim().replace(/[\\%_]/g, '\\$&');

/** Those that exist today ($4); `within` is who runs it today, else who stands above it by its code. */
const DIVISIONS = `
  SELECT d.code, d.name, d.level, above.name AS within FROM divisions d
  LEFT JOIN division_managements m ON m.division_code = d.code AND m.during @> $4::date
  LEFT JOIN divisions above ON above.code = coalesce(m.managed_by, CASE d.level
    WHEN 'community' THEN left(d.code, 9) || '000' WHEN 'subdistrict' THEN left(d.code, 6) || '000000'
    WHEN 'county' THEN left(d.code, 4) || '00000000' WHEN 'city' THEN left(d.code, 2) || '0000000000' END)
  WHERE d.code = ANY($1::text[]) AND (d.name LIKE $2 OR d.code LIKE $3)
    AND d.valid_from <= $4::date AND (d.valid_to IS NULL OR d.valid_to > $4::date)
  ORDER BY array_position(ARRAY['province', 'city', 'county', 'subdistrict', 'community'], d.level), d.code`;

const FACILITIES = `
  SELECT f.id, f.name, f.type, json_build_object('code', d.code, 'name', d.name) AS division
  FROM facilities f JOIN divisions d ON d.code = f.division_code
  WHERE f.division_code = ANY($1::text[]) AND f.name LIKE $2
  ORDER BY f.name, f.id`;

@Injectable()
export class FindPlaces {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** From the widest down. */
  divisions(territory: Territory, search: PlaceSearch): Promise<Page<DivisionItem>> {
    const q = literal(search.q);
    const today = businessDay(this.clock.now());
    return this.page(DIVISIONS, [[...territory.codes], `%${q}%`, `${q}%`, today], search);
  }

  facilities(territory: Territory, search: PlaceSearch): Promise<Page<FacilityItem>> {
    return this.page(FACILITIES, [[...territory.codes], `%${literal(search.q)}%`], search);
  }

  private async page<T>(
    asked: string,
    values: readonly (string | string[])[],
    { page, pageSize }: PlaceSearch,
  ): Promise<Page<T>> {
    const [counted] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM (${asked}) AS found`,
      [...values],
    );
    const items = await this.database.query<T & object>(`${asked} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`, [
      ...values,
    ]);
    return { items, total: counted?.total ?? 0 };
  }
}
