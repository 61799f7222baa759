// Puts helpers into the registry and changes them; every change is in the audit trail and told as a fact.
import { Injectable } from '@nestjs/common';
import type { ResponderOrder } from '#libs/contracts';
import { Audit } from '#libs/identity';
import type { Territory } from '#libs/places';
import {
  Database,
  DomainError,
  FactWaker,
  SealedText,
  appendFacts,
  errorCode,
  newId,
  type Sql,
  type Tx,
} from '#libs/platform';
import { ownHomesOnly } from './domain/kinds.ts';

/** As the registry keeps it. */
export interface NewResponder extends ResponderOrder {
  /** Made here when absent. */
  id?: string;
  accountId?: string | null;
}

@Injectable()
export class RegisterResponders {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
    private readonly audit: Audit,
  ) {}

  /** Answers the id. Throws DIVISION., FACILITY., HOME., ACCOUNT.NOT_FOUND, RESPONDER.ACCOUNT_…, COMMON.VALIDATION. */
  async register(territory: Territory, order: ResponderOrder, by: string): Promise<string> {
    return this.written(async (tx) => {
      const id = newId();
      await this.add([{ ...order, id, accountId: await checked(tx, territory, order, null) }], tx);
      await this.audited(tx, by, 'responderRegistered', id, order);
      return id;
    });
  }

  /** As register(); RESPONDER.NOT_FOUND for an id that is unknown or outside the territory. */
  async change(territory: Territory, id: string, order: ResponderOrder, by: string): Promise<void> {
    await this.written(async (tx) => {
      const [known] = await tx.query<{ division_code: string }>(
        'SELECT division_code FROM responders WHERE id = $1::uuid FOR UPDATE',
        [id],
      );
      if (!known || !territory.has(known.division_code)) throw new DomainError('RESPONDER.NOT_FOUND');
      const accountId = await checked(tx, territory, order, id);
      await tx.query(
        `UPDATE responders SET name = $2, kind = $3, account_id = $4, facility_id = $5, division_code = $6, travel = $7,
           skills = $8, hours = $9, lng = $10, lat = $11, active = $12, version = version + 1,
           phone_sealed = CASE WHEN $13 THEN $14 ELSE phone_sealed END,
           agreed_on = CASE WHEN $15 THEN $16::date ELSE agreed_on END
         WHERE id = $1::uuid`,
        [
          id,
          order.name,
          order.kind,
          accountId,
          order.facilityId ?? null,
          order.divisionCode,
          order.travel,
          order.skills ?? [],
          JSON.stringify(order.hours ?? []),
          order.place?.lng ?? null,
          order.place?.lat ?? null,
          order.active ?? true,
          order.phone !== undefined,
          this.sealedPhone(order),
          order.agreedOn !== undefined,
          order.agreedOn ?? null,
        ],
      );
      await tx.query('DELETE FROM responder_homes WHERE responder_id = $1::uuid', [id]);
      await writeHomes(tx, [{ ...order, id }]);
      if (order.rosters) await tx.query('DELETE FROM responder_rosters WHERE responder_id = $1::uuid AND (upper_inf(during) OR upper(during) > now())', [id]); // prettier-ignore
      await writeRosters(tx, [{ ...order, id }]);
      if (order.active === false) await endDuty(tx, id);
      await appendFacts(tx, [{ kind: 'responder', subject: id, change: 'changed' }]);
      await this.audited(tx, by, 'responderChanged', id, order);
      return id;
    });
  }

  /** Writes many in one statement, all or none, as they are: whoever calls has checked them. */
  async add(responders: readonly (NewResponder & { id: string })[], sql: Sql): Promise<void> {
    await sql.query(
      `INSERT INTO responders (id, name, kind, account_id, facility_id, division_code, phone_sealed, travel, skills, hours,
         lng, lat, active, agreed_on)
       SELECT id, name, kind, account, facility, division, phone, travel,
         ARRAY(SELECT jsonb_array_elements_text(skills)), hours, lng, lat, active, agreed
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[],
         $9::jsonb[], $10::jsonb[], $11::float8[], $12::float8[], $13::boolean[], $14::date[])
         AS given (id, name, kind, account, facility, division, phone, travel, skills, hours, lng, lat, active, agreed)`,
      [
        responders.map((one) => one.id),
        responders.map((one) => one.name),
        responders.map((one) => one.kind),
        responders.map((one) => one.accountId ?? null),
        responders.map((one) => one.facilityId ?? null),
        responders.map((one) => one.divisionCode),
        responders.map((one) => this.sealedPhone(one)),
        responders.map((one) => one.travel),
        responders.map((one) => JSON.stringify(one.skills ?? [])),
        responders.map((one) => JSON.stringify(one.hours ?? [])),
        responders.map((one) => one.place?.lng ?? null),
        responders.map((one) => one.place?.lat ?? null),
        responders.map((one) => one.active ?? true),
        responders.map((one) => one.agreedOn ?? null),
      ],
    );
    await writeHomes(sql, responders);
    await writeRosters(sql, responders);
    await appendFacts(sql, responders.map(({ id }) => ({ kind: 'responder', subject: id, change: 'registered' }))); // prettier-ignore
  }

  private sealedPhone({ phone }: ResponderOrder): string | null {
    return phone ? this.sealed.seal(phone) : null;
  }

  private async written(work: (tx: Tx) => Promise<string>): Promise<string> {
    try {
      const id = await this.database.transaction(work);
      this.waker.wake();
      return id;
    } catch (error) {
      // Two administrators at once: the one that comes second is told like the one that comes later.
      if (errorCode(error) === '23505') throw new DomainError('RESPONDER.ACCOUNT_TAKEN');
      if (errorCode(error) === '23P01') throw wrong('rosters', 'must not overlap');
      throw error;
    }
  }

  private audited(tx: Tx, by: string, action: string, id: string, order: ResponderOrder): Promise<void> {
    const { kind, divisionCode, facilityId = null, active = true } = order;
    const data = { kind, divisionCode, facilityId, active, homes: (order.homes ?? []).length };
    return this.audit.record(tx, { accountId: by, action, subject: `responder:${id}`, data });
  }
}

/** Everything that the order names exists within the territory; answers the account's id. */
async function checked(
  tx: Tx,
  territory: Territory,
  order: ResponderOrder,
  self: string | null,
): Promise<string | null> {
  if (ownHomesOnly(order.kind) && order.active !== false && (order.homes ?? []).length === 0) {
    throw wrong('homes', 'must name the homes that neighbours and family are asked for');
  }
  if (order.agreedOn) {
    const [future] = await tx.query(`SELECT 1 WHERE $1::date > (now() AT TIME ZONE 'Asia/Shanghai')::date`, [order.agreedOn]); // prettier-ignore
    if (future) throw wrong('agreedOn', 'must not be after today');
  }
  const divisions = await tx.query('SELECT 1 FROM divisions WHERE code = $1', [order.divisionCode]);
  if (divisions.length === 0 || !territory.has(order.divisionCode)) throw new DomainError('DIVISION.NOT_FOUND');
  if (order.facilityId) {
    const [facility] = await tx.query<{ division_code: string }>(
      'SELECT division_code FROM facilities WHERE id = $1::uuid',
      [order.facilityId],
    );
    if (!facility || !territory.has(facility.division_code)) throw new DomainError('FACILITY.NOT_FOUND');
  }
  const homeIds = (order.homes ?? []).map((home) => home.id);
  const homes = await tx.query<{ id: string; community_code: string }>(
    'SELECT id, community_code FROM homes WHERE id = ANY($1::uuid[])',
    [homeIds],
  );
  const known = new Set(homes.filter((home) => territory.has(home.community_code)).map((home) => home.id));
  const missing = homeIds.filter((id) => !known.has(id.toLowerCase()));
  if (missing.length > 0) throw new DomainError('HOME.NOT_FOUND', { homeIds: missing });
  return order.username ? accountOf(tx, order.username, self) : null;
}

async function accountOf(tx: Tx, username: string, self: string | null): Promise<string> {
  const [account] = await tx.query<{ id: string; role: string; linked: string | null }>(
    `SELECT a.id, a.role, r.id AS linked FROM accounts a LEFT JOIN responders r ON r.account_id = a.id
     WHERE a.username = $1 AND a.disabled_at IS NULL`,
    [username],
  );
  if (!account) throw new DomainError('ACCOUNT.NOT_FOUND', { username });
  if (account.role !== 'responder' && account.role !== 'communityWorker') {
    throw new DomainError('RESPONDER.ACCOUNT_ROLE', { role: account.role });
  }
  if (account.linked !== null && account.linked !== self) throw new DomainError('RESPONDER.ACCOUNT_TAKEN');
  return account.id;
}

type WithId = Pick<NewResponder, 'homes' | 'rosters'> & { id: string };

async function writeHomes(sql: Sql, responders: readonly WithId[]): Promise<void> {
  const rows = responders.flatMap(({ id, homes }) =>
    (homes ?? []).map((home) => ({ id, homeId: home.id, holdsKey: home.holdsKey })),
  );
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO responder_homes (responder_id, home_id, holds_key)
     SELECT responder, home, bool_or(holds) FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS given (responder, home, holds)
     GROUP BY responder, home`,
    [rows.map((row) => row.id), rows.map((row) => row.homeId), rows.map((row) => row.holdsKey)],
  );
}

async function writeRosters(sql: Sql, responders: readonly WithId[]): Promise<void> {
  const rows = responders.flatMap(({ id, rosters }) => (rosters ?? []).map((span) => ({ responderId: id, ...span })));
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO responder_rosters (id, responder_id, during)
     SELECT id, responder, tstzrange(first, last) FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
       AS given (id, responder, first, last)`,
    [
      rows.map(() => newId()),
      rows.map((row) => row.responderId),
      rows.map((row) => row.from),
      rows.map((row) => row.to),
    ],
  );
}

/** Whoever helps no more is on no shift, and nobody knows where they are. */
async function endDuty(tx: Tx, id: string): Promise<void> {
  await tx.query(
    'UPDATE responder_shifts SET ended_at = clock_timestamp() WHERE responder_id = $1::uuid AND ended_at IS NULL',
    [id],
  );
  await tx.query('DELETE FROM responder_locations WHERE responder_id = $1::uuid', [id]);
}

const wrong = (field: string, why: string): DomainError =>
  new DomainError('COMMON.VALIDATION', { fields: { [field]: [why] } });
