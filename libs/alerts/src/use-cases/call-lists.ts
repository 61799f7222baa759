// Whom to call about a case: devices with a voice, the elder, whoever called, contacts; and how often each was tried.
import { Injectable } from '@nestjs/common';
import type { AlertView, CallList, CallerTold, DeviceKind, ElderCardPerson } from '#libs/contracts';
import { DevicesOnCard } from '#libs/devices';
import { Elders, isMobile, plainPhone } from '#libs/elders';
import { Database, SealedText, Telephony } from '#libs/platform';
import { peopleOf } from '../case-people.ts';
import {
  callListOf,
  type CallEntry,
  type Callable,
  type ListedContact,
  type ListedPhone,
} from '../domain/call-list.ts';
import type { TerritoryInSql } from '../territory.ts';
import { AlertViews } from './alert-views.ts';

/** The registry does not tell which of them are deaf; these kinds are made to be spoken through. */
const WITH_VOICE: readonly DeviceKind[] = ['voiceTerminal', 'pendant', 'sosButton'];

interface Attempts {
  entry_key: string | null;
  contact_id: string | null;
  attempts: number;
  last: string;
}

export interface CaseToCall {
  alert: AlertView;
  entries: CallEntry[];
  /** Every contact of everybody concerned, also those who neither come nor decide. */
  contacts: ListedContact[];
}

@Injectable()
export class CallLists {
  constructor(
    private readonly database: Database,
    private readonly views: AlertViews,
    private readonly elders: Elders,
    private readonly devices: DevicesOnCard,
    private readonly sealed: SealedText,
    private readonly telephony: Telephony,
  ) {}

  /** Numbers are null unless `opened`; that the look is logged is the caller's duty. Throws ALERT.NOT_FOUND. */
  async of(territory: TerritoryInSql, alertId: string, opened: boolean): Promise<CallList> {
    const [{ entries }, tried] = await Promise.all([this.entriesOf(territory, alertId), this.attemptsOf(alertId)]);
    return {
      alertId,
      opened,
      entries: entries.map((entry, at) => {
        const own = tried.find((one) =>
          entry.contactId ? one.contact_id === entry.contactId : one.entry_key === entry.key,
        );
        return {
          key: entry.key,
          channel: entry.channel,
          group: entry.group,
          name: entry.name,
          relation: entry.relation,
          phone: opened ? (entry.number?.number ?? null) : null,
          minutesAway: entry.minutesAway,
          holdsKey: entry.holdsKey,
          order: at + 1,
          attempts: own?.attempts ?? 0,
          lastResult: own?.last ?? null,
        };
      }),
      dialling: this.telephony.isThere ? 'clickToCall' : 'tel',
    };
  }

  /** With numbers, for those who dial. Throws ALERT.NOT_FOUND. */
  async entriesOf(territory: TerritoryInSql, alertId: string): Promise<CaseToCall> {
    const alert = await this.views.one(territory, alertId);
    const people = peopleOf(alert);
    const [cards, around, caller] = await Promise.all([
      this.elders.card(people, true),
      this.devices.of(people, alert.home?.id ?? null),
      this.callerOf(alertId),
    ]);
    const elders = cards.map(listedElder);
    const devices = around.devices
      .filter(({ kind }) => WITH_VOICE.includes(kind))
      .map(({ key, name, state }) => {
        return { key, name, pressed: key === alert.device?.key, alive: state === 'online' || state === 'late' };
      });
    return {
      alert,
      entries: callListOf({ elders, devices, caller }),
      contacts: elders.flatMap((elder) => elder.contacts),
    };
  }

  private async callerOf(alertId: string): Promise<Callable['caller']> {
    const [row] = await this.database.query<{ caller_sealed: string | null }>(
      'SELECT caller_sealed FROM alerts WHERE id = $1::uuid',
      [alertId],
      'caller-of-case',
    );
    const told = this.sealed.openOrNull(row?.caller_sealed ?? null);
    if (told === null) return null;
    const { name = null, relation = null, phone } = JSON.parse(told) as CallerTold;
    return { name, relation, phone: phone === undefined ? null : phoneOf(phone) };
  }

  private async attemptsOf(alertId: string): Promise<Attempts[]> {
    return this.database.query<Attempts & Record<string, unknown>>(
      `SELECT CASE WHEN contact_id IS NULL THEN entry_key END AS entry_key, contact_id, count(*)::int AS attempts,
         (array_agg(coalesce(result, state) ORDER BY started_at DESC, id DESC))[1] AS last
       FROM call_tasks WHERE alert_id = $1::uuid GROUP BY 1, 2`,
      [alertId],
      'call-attempts',
    );
  }
}

const phoneOf = (number: string): ListedPhone => ({ number, plain: plainPhone(number), mobile: isMobile(number) });

const listedElder = (card: ElderCardPerson): Callable['elders'][number] => ({
  id: card.id,
  name: card.name,
  firstChannel: card.reach.firstChannel,
  phones: (card.sensitive?.phones ?? []).map(phoneOf),
  contacts: card.contacts.map(({ phone, ...contact }) => ({
    ...contact,
    phone: phone === null ? null : phoneOf(phone),
  })),
});
