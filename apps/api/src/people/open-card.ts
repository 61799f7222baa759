// The card of a case: who, where, how to reach them. What is sealed opens for the holder of the claim, and leaves a trace.
import { Injectable } from '@nestjs/common';
import { AlertViews, LastAlerts, holdsClaim, peopleOf } from '#libs/alerts';
import type { ElderCard } from '#libs/contracts';
import { DevicesOnCard } from '#libs/devices';
import { Elders } from '#libs/elders';
import type { Actor } from '#libs/identity';
import { Homes, Territories } from '#libs/places';
import { CardTrace } from './card-trace.ts';

@Injectable()
export class OpenCard {
  constructor(
    private readonly territories: Territories,
    private readonly views: AlertViews,
    private readonly elders: Elders,
    private readonly homes: Homes,
    private readonly devices: DevicesOnCard,
    private readonly lastAlerts: LastAlerts,
    private readonly trace: CardTrace,
  ) {}

  /** Throws ALERT.NOT_FOUND for cases that are unknown or outside the actor's territory. */
  async open(actor: Actor, alertId: string): Promise<ElderCard> {
    const territory = (await this.territories.of(actor.scopes)).toSql();
    const alert = await this.views.one(territory, alertId);
    const opened = holdsClaim(actor.accountId, alert);
    const people = peopleOf(alert);
    // The trace is committed before anything sealed is read.
    const ref = { accountId: actor.accountId, territory };
    if (opened) await this.trace.leave(ref, 'cardOpened', { alertId: alert.id, elders: people });
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
}
