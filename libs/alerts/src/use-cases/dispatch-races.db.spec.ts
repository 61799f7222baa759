// One lead each, whatever happens at once and in whatever order: 100 races, and random sequences of everything people do.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DispatchDesk, HOME_AT, refused, type Helper } from '../testing/dispatch-desk.ts';

let db: TestDatabase;
let desk: DispatchDesk;
let helpers: Helper[];
beforeAll(async () => {
  db = await testDatabase({ poolSize: 20 });
  desk = await DispatchDesk.on(db.database);
  helpers = [
    await desk.aHelper('甲'),
    await desk.aHelper('乙', 'neighbour'),
    await desk.aHelper('丙', 'villageDoctor'),
  ];
});
afterAll(() => db.close());

describe('Two consoles and three responders', () => {
  it('who race for one case have one owner and one lead, 100 times over (500 over their sockets: test/races)', async () => {
    desk.candidates.put(helpers);
    let seconds = 0;
    for (let round = 0; round < 100; round++) {
      const alertId = await desk.aCase();
      const claims = await Promise.all(
        [desk.anna, desk.bert].map((actor) => refused(desk.claims.claim(alertId, actor))),
      );
      expect(claims.filter(({ code }) => code === 'ALERT.ALREADY_CLAIMED')).toHaveLength(1);
      const owner = claims[0]?.code === 'ALERT.ALREADY_CLAIMED' ? desk.bert : desk.anna;
      const orders = await Promise.all(
        [desk.anna, desk.bert].map((actor) => refused(desk.offers.offer(alertId, actor, {}))),
      );
      expect(orders[owner === desk.anna ? 1 : 0]?.code).toBe('ALERT.NOT_YOURS');
      const tasks = await desk.database.query<{ id: string; responder_id: string }>(
        'SELECT id, responder_id FROM dispatch_tasks WHERE alert_id = $1',
        [alertId],
      );
      await Promise.all(
        tasks.map(async ({ id, responder_id }) => {
          const helper = helpers.find((one) => one.responderId === responder_id);
          if (helper) await desk.answers.accept(helper, id);
        }),
      );
      const [lead] = await desk.database.query<{ leads: number; seconds: number }>(
        `SELECT count(*) FILTER (WHERE lead)::int AS leads, count(*) FILTER (WHERE NOT lead)::int AS seconds
         FROM dispatch_tasks WHERE alert_id = $1 AND state = 'accepted'`,
        [alertId],
      );
      expect(lead).toEqual({ leads: 1, seconds: 2 });
      seconds += lead?.seconds ?? 0;
    }
    expect(seconds).toBe(200);
  }, 180_000);
});

type Move =
  | { who: 'helper'; helper: number; does: 'accept' | 'decline' | 'enRoute' | 'onScene' | 'atDoorNoAnswer' | 'left' | 'checkIn' }
  | { who: 'operator'; does: 'offer' | 'recallOffers' | 'recallOne'; helper: number }
  | { who: 'clock'; does: 'runOut' | 'sweep' }; // prettier-ignore

const helper = fc.integer({ min: 0, max: 2 });
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      who: fc.constant('helper' as const),
      helper,
      does: fc.constantFrom('accept', 'accept', 'decline', 'enRoute', 'onScene', 'atDoorNoAnswer', 'left', 'checkIn'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant('operator' as const),
      helper,
      does: fc.constantFrom('offer', 'offer', 'recallOffers', 'recallOne'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ who: fc.constant('clock' as const), does: fc.constantFrom('runOut', 'sweep') }) },
);

async function make(alertId: string, one: Move): Promise<void> {
  const of = helpers['helper' in one ? one.helper : 0];
  if (!of) return;
  const [task] = await desk.database.query<{ id: string }>(
    `SELECT id FROM dispatch_tasks WHERE alert_id = $1 AND responder_id = $2 ORDER BY offered_at DESC LIMIT 1`,
    [alertId, of.responderId],
  );
  if (one.who === 'operator') {
    const to = { responderId: of.responderId };
    if (one.does === 'offer') await desk.offers.offer(alertId, desk.anna, { to, overrideReason: '试' });
    else await desk.recalls.recall(alertId, desk.anna, one.does === 'recallOne' ? { to } : {});
  } else if (one.who === 'clock') {
    if (one.does === 'runOut') await desk.runOut(alertId);
    await desk.sweeper.run();
  } else if (task) {
    if (one.does === 'onScene') await desk.answers.onScene(of, task.id, HOME_AT);
    else if (one.does === 'decline' || one.does === 'left') await desk.answers[one.does](of, task.id, null);
    else await desk.answers[one.does](of, task.id);
  }
}

/** What must never be: an error that is no refusal would have come out of `refused` already. */
async function faults(alertId: string): Promise<unknown[]> {
  return desk.database.query(
    `SELECT 'leads' AS fault FROM dispatch_tasks WHERE alert_id = $1 AND state IN ('accepted', 'enRoute', 'onScene', 'atDoorNoAnswer')
       HAVING count(*) > 0 AND count(*) FILTER (WHERE lead) <> 1
     UNION ALL SELECT 'an answer without its time' FROM dispatch_tasks WHERE alert_id = $1
       AND ((state IN ('accepted', 'enRoute', 'onScene', 'atDoorNoAnswer', 'left')) AND accepted_at IS NULL
         OR state = 'left' AND on_scene_at IS NULL OR state = 'offered' AND accepted_at IS NOT NULL)
     UNION ALL SELECT 'a check-in after the end' FROM dispatch_tasks
       WHERE alert_id = $1 AND ended_at IS NOT NULL AND check_in_due_at IS NOT NULL
     UNION ALL SELECT 'asked twice at once' FROM dispatch_tasks WHERE alert_id = $1 AND ended_at IS NULL
       GROUP BY responder_id HAVING count(*) > 1`,
    [alertId],
  );
}

describe('Whatever operator, helpers and clock do', () => {
  it.each(['P1', 'P2'] as const)('a %s case has one lead, possible states, and no offer open after its end', async (severity) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(move, fc.option(move)), { minLength: 5, maxLength: 25 }), async (moves) => {
        desk.candidates.put(helpers);
        const alertId = await desk.aCase({ severity, claimedBy: desk.anna });
        await desk.offers.offer(alertId, desk.anna, {});
        for (const [one, other] of moves) {
          // Some things happen at the same moment.
          await Promise.all([one, ...(other ? [other] : [])].map((what) => refused(make(alertId, what))));
          expect(await faults(alertId)).toEqual([]);
        }
        await desk.runOut(alertId);
        await desk.sweeper.run();
        const late = `SELECT 1 FROM dispatch_tasks WHERE alert_id = $1 AND state = 'offered' AND expires_at <= clock_timestamp()`;
        expect(await desk.database.query(late, [alertId])).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
}); // prettier-ignore
