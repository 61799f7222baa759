// For specs: the register of helpers and their duty on a database of the file's own.
import { afterAll, beforeAll } from '@jest/globals';
import type { ResponderOrder } from '#libs/contracts';
import { Audit } from '#libs/identity';
import { Clock, FactWaker, SealedText, type Fact } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { FindResponders } from '../find-responders.ts';
import { RegisterResponders } from '../register-responders.ts';
import { ResponderDuty } from '../responder-duty.ts';
import { aNeighbourhood, anOrder, type Neighbourhood } from './a-neighbourhood.ts';

class SetClock extends Clock {
  at = new Date();
  override now(): Date {
    return this.at;
  }
}

export let db: TestDatabase;
export let here: Neighbourhood;
export let registry: RegisterResponders;
export let find: FindResponders;
export let duty: ResponderDuty;
/** What the feeds of this process are told. */
export const handedOn: Fact[] = [];
export const clock = new SetClock();
export const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });

/** Registers the hooks of a spec file. */
export function useStaff(): void {
  beforeAll(async () => {
    db = await testDatabase({ poolSize: 20 });
    here = await aNeighbourhood(db.database);
    registry = new RegisterResponders(db.database, sealed, new FactWaker(), new Audit());
    find = new FindResponders(db.database, sealed, clock);
    const waker = new FactWaker();
    waker.register((facts) => void handedOn.push(...facts));
    duty = new ResponderDuty(db.database, waker);
  });
  afterAll(() => db.close());
}

export const register = (over: Partial<ResponderOrder> = {}): Promise<string> =>
  registry.register(here.territory, anOrder(over), here.admin);
export const change = (id: string, over: Partial<ResponderOrder> = {}): Promise<void> =>
  registry.change(here.territory, id, anOrder(over), here.admin);
export const factsAbout = async (id: string): Promise<string[]> =>
  (
    await db.database.query<{ change: string }>(
      `SELECT change FROM facts WHERE kind = 'responder' AND subject = $1 ORDER BY id`,
      [id],
    )
  ).map((row) => row.change);
export const moved = (id: string, at: Date, lng = 119.8): Promise<void> =>
  duty.moved(id, { lng, lat: 28.9, accuracyM: 10, at });
export const locationOf = async (id: string): Promise<{ lng: number; at: Date } | undefined> =>
  (await db.database.query<{ lng: number; at: Date }>('SELECT lng, at FROM responder_locations WHERE responder_id = $1', [id]))[0]; // prettier-ignore
