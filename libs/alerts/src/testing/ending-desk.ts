// For specs: everything that ends cases and follows them, on one database, as two operators and a supervisor use it.
import { randomUUID } from 'node:crypto';
import type { AlertKind, AlertView, Role } from '#libs/contracts';
import { FindDevices, PlaceDevice } from '#libs/devices';
import { Deaths } from '#libs/elders';
import { Audit } from '#libs/identity';
import { Clock, FactWaker, SealedText, readSettings, type Database, type Settings } from '#libs/platform';
import { CaseWork } from '../database/case-work.ts';
import { DispatchWork } from '../database/dispatch-work.ts';
import { AlertViews } from '../use-cases/alert-views.ts';
import { Claims } from '../use-cases/claims.ts';
import { CloseAlert, type EndingActor } from '../use-cases/close-alert.ts';
import { FollowUps } from '../use-cases/follow-ups.ts';
import { Handovers } from '../use-cases/handovers.ts';
import { InformAboutHeld } from '../use-cases/inform-about-held.ts';
import { LoneNight } from '../use-cases/lone-night.ts';
import { MergeAlerts } from '../use-cases/merge-alerts.ts';
import { RaiseAlerts, type RaiseOutcome } from '../use-cases/raise-alerts.ts';
import { shippedLadders } from '../use-cases/shipped-ladders.ts';
import { RejudgeAlert } from '../use-cases/rejudge-alert.ts';
import { ReopenAlert } from '../use-cases/reopen-alert.ts';
import { Shifts } from '../use-cases/shifts.ts';
import { ToldDeaths } from '../use-cases/told-deaths.ts';
import { aPress, aVillage, type Village } from './builders.ts';

export async function anEndingDesk(database: Database, over: Partial<Settings> = {}, ladders = shippedLadders()) {
  const settings: Settings = { ...readSettings({}), ...over };
  const sealed = new SealedText({ encryption: new Map([['t', Buffer.alloc(32, 1)]]), index: Buffer.alloc(32, 2) });
  const waker = new FactWaker();
  const clock = new Clock();
  const village: Village = await aVillage(database);
  const chief = randomUUID();
  await database.query(
    `INSERT INTO accounts (id, username, name, role, password_hash) VALUES ($1::uuid, $1::text, '班长', 'supervisor', 'none')`,
    [chief],
  );
  const territory = { codes: [village.communityCode], includesUnplaced: true };
  const as = (accountId: string, role: Role): EndingActor => ({ accountId, role, territory });
  const [anna, bert] = [as(village.operators[0], 'operator'), as(village.operators[1], 'operator')];
  const views = new AlertViews(database, sealed, clock, settings);
  const work = new CaseWork(database, sealed, waker);
  const dispatch = new DispatchWork(database, work, waker);
  const followUps = new FollowUps(database, work, sealed, clock);
  const placements = new PlaceDevice(database, new FindDevices(database, clock), clock, waker);
  const deaths = new ToldDeaths(new Deaths(), placements, followUps, new Audit());
  const claims = new Claims(database, waker, views, new LoneNight(ladders, settings), settings);
  const shifts = new Shifts(database);
  const raising = new RaiseAlerts(ladders);
  let devices = 0;

  return {
    anna,
    bert,
    chief: as(chief, 'supervisor'),
    territory,
    village,
    database,
    sealed,
    settings,
    waker,
    views,
    claims,
    shifts,
    followUps,
    cases: new CloseAlert(dispatch, followUps, deaths, settings),
    reopening: new ReopenAlert(database, sealed, waker, deaths, settings),
    merging: new MergeAlerts(dispatch, work, followUps),
    handovers: new Handovers(database, work, shifts, waker, settings),
    informing: new InformAboutHeld(work, sealed),
    rejudging: new RejudgeAlert(database, work, sealed, deaths),
    see: (id: string): Promise<AlertView> => views.one(territory, id),
    /** A case of a device that nobody knows (so that cases do not fold), or of `elder`'s own pendant. */
    async raised(kind: AlertKind = 'unknownDistress', elder?: 0 | 1): Promise<string> {
      const { communityCode, homeId, elderIds } = village;
      const place = elder === undefined ? { communityCode } : { communityCode, homeId, elderId: elderIds[elder] };
      const press = aPress({ at: new Date(), deviceKey: `ending-${++devices}`, kind, place });
      const { outcomes } = await database.transaction((tx) => raising.raise(tx, [press]));
      return outcomes[0]?.alertId ?? '';
    },
    /** A press as it comes; answers what it became. */
    async pressed(over: Parameters<typeof aPress>[0]): Promise<RaiseOutcome> {
      const press = aPress({ at: new Date(), ...over });
      const { outcomes } = await database.transaction((tx) => raising.raise(tx, [press]));
      const [outcome] = outcomes;
      if (!outcome) throw new Error('a press became nothing');
      return outcome;
    },
    /** A press of a person who lives nowhere; joins their open case. */
    async press(elderId: string): Promise<string> {
      const press = aPress({
        at: new Date(),
        deviceKey: `of-${elderId}`,
        place: { elderId, communityCode: village.communityCode },
      });
      const { outcomes } = await database.transaction((tx) => raising.raise(tx, [press]));
      return outcomes[0]?.alertId ?? '';
    },
    async claimed(actor: EndingActor, kind?: AlertKind, elder?: 0 | 1): Promise<string> {
      const id = await this.raised(kind, elder);
      await claims.claim(id, actor);
      return id;
    },
    async called(alertId: string, service = '120'): Promise<void> {
      await work.on({ alertId, actor: anna, origin: 'console', states: ['claimed'] }, async (tx) => {
        await tx.query(
          `INSERT INTO rescue_tasks (id, alert_id, state, service, called_by) VALUES ($1, $2, 'called', $3, $4)`,
          [randomUUID(), alertId, service, anna.accountId],
        );
        return { entries: [{ action: 'rescueCalled' }], result: undefined };
      });
    },
    async actions(alertId: string): Promise<string[]> {
      const rows = await database.query<{ action: string }>(
        'SELECT action FROM alert_timeline WHERE alert_id = $1 ORDER BY at, id',
        [alertId],
      );
      return rows.map(({ action }) => action);
    },
  };
}
export type EndingDesk = Awaited<ReturnType<typeof anEndingDesk>>;
