// The card of a case: who, where, how to reach them. What is sealed opens for the holder of the claim, and leaves a trace.
import { Injectable } from '@nestjs/common';
import { AlertViews, LastAlerts, NoteOnAlert } from '#libs/alerts';
import type { AlertView, ElderCard } from '#libs/contracts';
import { DevicesOnCard } from '#libs/devices';
import { Elders } from '#libs/elders';
import { Audit, type Actor } from '#libs/identity';
import { Homes, Territories } from '#libs/places';
import { Database } from '#libs/platform';

@Injectable()
export class OpenCard {
  constructor(
    private readonly database: Database,
    private readonly territories: Territories,
    private readonly views: AlertViews,
    private readonly elders: Elders,
    private readonly homes: Homes,
    private readonly devices: DevicesOnCard,
    private readonly lastAlerts: LastAlerts,
    private readonly notes: NoteOnAlert,
    private readonly audit: Audit,
  ) {}

  /** Throws ALERT.NOT_FOUND for cases that are unknown or outside the actor's territory. */
  async open(actor: Actor, alertId: string): Promise<ElderCard> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const alert = await this.views.one(territory, alertId);
    const opened = holdsClaim(actor, alert);
    const people = peopleOf(alert);
    // The trace is committed before anything sealed is read.
    if (opened) await this.leaveTrace(actor, alert, people, territory);
    const [elders, homes, around, lastAlerts] = await Promise.all([
      this.elders.card(people, opened),
      this.homes.byIds(alert.home ? [alert.home.id] : []),
      this.devices.of(people, alert.home?.id ?? null),
      this.lastAlerts.before(territory, alert.id, people),
    ]);
    const home = alert.home && homes.get(alert.home.id);
    return {
      alertId: alert.id,
      elders,
      home: home
        ? { id: home.id, address: home.address, floor: home.floor, hasLift: home.hasLift, location: home.location }
        : null,
      opened,
      lastAlerts,
      lastActivity: around.lastActivity,
      devices: around.devices,
    };
  }

  private async leaveTrace(
    actor: Actor,
    alert: AlertView,
    people: string[],
    territory: { codes: string[]; includesUnplaced: boolean },
  ): Promise<void> {
    await this.audit.record(this.database, {
      accountId: actor.accountId,
      action: 'cardOpened',
      subject: `alert:${alert.id}`,
      data: { elders: people },
    });
    await this.notes.cardOpened(alert.id, { accountId: actor.accountId, territory });
  }
}

/** Only while the case is being handled, and only by the one who handles it: a lapsed lease closes the card. */
function holdsClaim(actor: Actor, alert: AlertView): boolean {
  if (alert.claimedBy?.id !== actor.accountId) return false;
  switch (alert.state) {
    case 'claimed':
      return alert.leaseUntil !== null && Date.parse(alert.leaseUntil) > Date.now();
    case 'resolved':
      return true;
    case 'raised':
    case 'closed':
    case 'merged':
      return false;
  }
}

/** Who may be in trouble: the wearer, whoever else pressed, and everybody who lives there. */
const peopleOf = (alert: AlertView): string[] => [
  ...new Set([
    ...(alert.elder ? [alert.elder.id] : []),
    ...alert.otherElders.map((elder) => elder.id),
    ...(alert.home?.residents ?? []).map((resident) => resident.id),
  ]),
];
