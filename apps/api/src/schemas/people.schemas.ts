// Schemas of accounts, cases, cards and elders.
import {
  ALERT_KINDS, ALERT_STAGES, ALERT_STATES, CAUSES, INJURIES, LADDER_ACTIONS, NO_RESCUE_REASONS, OUTCOME_DETAILS, OUTCOMES, ROLES,
  TIMELINE_ACTIONS, type AccountView, type AlertMilestones, type AlertView, type EscalationView, type ReportedPerson, type ContactView, type ElderCard, type ElderCardPerson,
  type ElderListItem, type LngLat, type LoginAnswer, type PersonRef, type Scope, type TimelineEntryView,
} from '#libs/contracts'; // prettier-ignore
import { date, id, list, nullable, oneOf, ref, shape, text, time, whole, yes, type Schema } from './schemas.ts';

const named = shape<PersonRef>()({ id, name: text });
const aged = shape<{ id: string; name: string; age: number }>()({ id, name: text, age: whole });
const division = shape<{ code: string; name: string }>()({ code: { ...text, pattern: '^[0-9]{12}$' }, name: text });
const sex = oneOf(['male', 'female']);
export const deviceState = oneOf(['online', 'late', 'lost', 'never']);

export const peopleSchemas = {
  PersonRef: named,
  LngLat: shape<LngLat>()({ lng: { type: 'number' }, lat: { type: 'number' } }, [], 'WGS-84 degrees.'),
  Scope: shape<Scope>()({ kind: oneOf(['division', 'facility', 'elder']), ref: text }),
  AccountView: shape<AccountView>()({ id, username: text, name: text, role: oneOf(ROLES), scopes: list(ref('Scope')) }),
  LoginAnswer: shape<LoginAnswer>()({ token: text, expiresAt: time, account: ref('AccountView') }),
  MeAnswer: shape<Omit<LoginAnswer, 'token'>>()({ expiresAt: time, account: ref('AccountView') }),

  AlertView: shape<AlertView>()({
    id,
    number: { ...text, pattern: '^[0-9]{6}-[0-9]{5,}$' },
    kind: oneOf(ALERT_KINDS),
    severity: oneOf(['P1', 'P2', 'P3']),
    state: oneOf(ALERT_STATES),
    stage: oneOf(ALERT_STAGES),
    version: { ...whole, description: 'Grows by one with every change.' },
    presses: { ...whole, minimum: 1 },
    lateSeconds: { ...whole, minimum: 0, description: '0 below 600.' },
    source: oneOf(['device', 'operator', 'family', 'station']),
    escalated: yes,
    drill: yes,
    cancelledByElderAt: nullable(time),
    elder: nullable(shape<NonNullable<AlertView['elder']>>()({ id, name: text, age: whole, address: text })),
    home: nullable(shape<NonNullable<AlertView['home']>>()({ id, address: text, residents: list(aged) })),
    device: nullable(shape<NonNullable<AlertView['device']>>()({ key: text, name: text })),
    facility: nullable(ref('PersonRef')),
    division: nullable(division),
    location: nullable(ref('LngLat')),
    raisedAt: time,
    receivedAt: time,
    claimedBy: nullable(ref('PersonRef')),
    otherElders: list(aged),
    urgency: { type: 'integer', enum: [0, 1] },
    unreadable: yes,
    lastPressAt: time,
    claimedAt: nullable(time),
    leaseUntil: nullable(time),
    displayedAt: nullable(time),
    closedAt: nullable(time),
    outcome: nullable(oneOf(OUTCOMES)),
    previousAlertId: nullable(id),
    milestones: shape<AlertMilestones>()({
      callStartedAt: nullable(time),
      voiceAt: nullable(time),
      rescueCalledAt: nullable(time),
      dispatchedAt: nullable(time),
      acceptedAt: nullable(time),
      enRouteAt: nullable(time),
      onSceneAt: nullable(time),
      resolvedAt: nullable(time),
    }),
    arrivalTargetSeconds: { ...whole, description: 'From raise to arrival, by class of place.' },
    escalation: shape<EscalationView>()({
      fired: list(oneOf(LADDER_ACTIONS)),
      rungAt: nullable(time),
      nextAt: nullable(time),
      next: nullable(oneOf(LADDER_ACTIONS)),
    }),
    reported: nullable(ref('ReportedPerson')),
    raisedBy: nullable(ref('PersonRef')),
    detail: nullable(oneOf([...OUTCOME_DETAILS.realEmergency, ...OUTCOME_DETAILS.falseAlarm])),
    injury: nullable(oneOf(INJURIES)),
    cause: nullable(oneOf(CAUSES)),
    noRescueReason: nullable(oneOf(NO_RESCUE_REASONS)),
    held: { ...yes, description: 'Reaches no page and no message until a named person has been phoned.' },
    reviewDue: yes,
    mergedInto: nullable(id),
    reopened: whole,
    nobodyInReach: yes,
    helperSilent: yes,
    policeDue: { ...yes, description: 'Missing for so long that 110 should search, and nobody has called it.' },
    handoverTo: nullable(ref('PersonRef')),
  }),
  ReportedPerson: shape<ReportedPerson>()({
    name: nullable(text),
    sex: nullable(sex),
    age: nullable(whole),
    address: nullable(text),
  }),

  TimelineEntryView: shape<TimelineEntryView>()({
    id,
    at: time,
    action: oneOf(TIMELINE_ACTIONS),
    by: nullable(ref('PersonRef')),
    origin: { ...text, description: '`console`, `device`, `clock` or `api`.' },
    note: nullable(text),
    data: { type: 'object', additionalProperties: true, description: 'Codes and ids only.' },
  }),

  ContactView: shape<ContactView>()({
    id,
    name: text,
    relation: text,
    phone: nullable(text),
    decideOrder: nullable(whole),
    comeOrder: nullable(whole),
    minutesAway: nullable(whole),
    holdsKey: yes,
  }),

  ElderCardPerson: shape<ElderCardPerson>()({
    id,
    name: text,
    sex,
    age: whole,
    birthDate: date,
    living: text,
    categories: list(text),
    abilityLevel: nullable({ ...whole, minimum: 0, maximum: 4 }),
    proneToWander: yes,
    reach: shape<ElderCardPerson['reach']>()({
      hearing: nullable(text),
      speech: nullable(text),
      dialect: nullable(text),
      firstChannel: nullable(text),
    }),
    contacts: list(ref('ContactView')),
    sensitive: nullable(
      shape<NonNullable<ElderCardPerson['sensitive']>>()({
        phones: list(text),
        conditions: list(text),
        allergies: list(text),
        medication: list(text),
        bloodType: nullable(text),
        doorAndKeyNotes: nullable(text),
      }),
    ),
  }),

  ElderCard: shape<ElderCard>()({
    alertId: id,
    elders: list(ref('ElderCardPerson')),
    home: nullable(
      shape<NonNullable<ElderCard['home']>>()({
        id,
        address: text,
        floor: nullable(whole),
        hasLift: nullable(yes),
        location: nullable(ref('LngLat')),
      }),
    ),
    opened: { ...yes, description: 'False unless the reader holds the claim: everything in `sensitive` is then null.' },
    lastAlerts: list(
      shape<ElderCard['lastAlerts'][number]>()({
        id,
        number: text,
        kind: oneOf(ALERT_KINDS),
        raisedAt: time,
        outcome: nullable(oneOf(OUTCOMES)),
      }),
    ),
    lastActivity: nullable(shape<NonNullable<ElderCard['lastActivity']>>()({ at: time, kind: text, deviceName: text })),
    devices: list(
      shape<ElderCard['devices'][number]>()({
        key: text,
        name: text,
        kind: text,
        battery: nullable(whole),
        lastSeenAt: nullable(time),
        state: deviceState,
      } satisfies Record<keyof ElderCard['devices'][number], Schema>),
    ),
  }),

  ElderListItem: shape<ElderListItem>()({
    id,
    name: { ...text, description: 'Masked.' },
    sex,
    age: whole,
    living: text,
    abilityLevel: nullable(whole),
    home: nullable(
      shape<NonNullable<ElderListItem['home']>>()({
        id,
        address: { ...text, description: 'Without house number and room.' },
        division,
      }),
    ),
  }),
} satisfies Record<string, Schema>;
