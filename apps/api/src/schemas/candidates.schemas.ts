// Schemas of candidates and of the people who help.
import {
  RESPONDER_KINDS, RESPONDER_SKILLS, TRAVEL_WAYS,
  type AgreedHours, type CandidateView, type CandidatesAnswer, type DivisionItem, type FacilityItem, type ReasonAgainst, type ReasonFor, type ResponderView,
  type RosterSpan,
} from '#libs/contracts'; // prettier-ignore
import { date, id, list, nullable, oneOf, ref, shape, text, time, whole, yes, type Schema } from './schemas.ts';

const FOR: Readonly<Record<ReasonFor, true>> = {
  nearest: true, onShift: true, onRoster: true, holdsKey: true, professional: true, hasSkill: true, freshLocation: true,
  free: true, knowsElder: true, sameStation: true,
}; // prettier-ignore
const AGAINST: Readonly<Record<ReasonAgainst, true>> = {
  offDuty: true, outsideHours: true, busy: true, tooFar: true, lacksSkill: true, staleLocation: true, noPlace: true,
  alreadyOffered: true, declinedBefore: true, notForThisKind: true, inactive: true,
}; // prettier-ignore
const number: Schema = { type: 'number' };
const localTime: Schema = { ...text, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'Local time, HH:MM.' };

export const candidatesSchemas = {
  CandidateView: shape<CandidateView>()({
    responder: shape<CandidateView['responder']>()({
      id,
      name: text,
      kind: oneOf(RESPONDER_KINDS),
      facility: nullable(ref('PersonRef')),
    }),
    minutes: nullable({ ...number, description: 'By their way of travel.' }),
    metres: nullable(number),
    travel: oneOf(TRAVEL_WAYS),
    openTasks: whole,
    holdsKey: yes,
    locationAgeSeconds: nullable(whole),
    reasonsFor: list(oneOf(Object.keys(FOR))),
    reasonsAgainst: list(oneOf(Object.keys(AGAINST))),
  }),

  CandidatesAnswer: shape<CandidatesAnswer>()({
    alertId: id,
    at: time,
    limitSeconds: { ...whole, description: 'Within which somebody should be there.' },
    mode: oneOf(['parallel', 'sequence']),
    candidates: { ...list(ref('CandidateView')), description: 'At most 50; the first is preselected.' },
    proposed: { ...list(id), description: 'Who gets the offer, best first.' },
    leftOut: { ...list(ref('CandidateView')), description: 'The nearest 20.' },
    nobodyInReach: { ...yes, description: 'Nobody is known to be there in time: supervisor and 120 now.' },
    stayOutside: yes,
    routing: oneOf(['osrm', 'estimate']),
  }),

  AgreedHours: shape<AgreedHours>()({
    days: {
      oneOf: [oneOf(['all', 'workdays', 'restdays']), list({ ...whole, minimum: 1, maximum: 7 })],
      description: 'Or ISO weekdays, 1 is Monday.',
    },
    from: localTime,
    to: { ...localTime, description: 'At or before `from` reaches over midnight.' },
  }),

  RosterSpan: shape<RosterSpan>()({ from: time, to: time }),

  DivisionItem: shape<DivisionItem>()({
    code: { ...text, pattern: '^[0-9]{12}$' },
    name: text,
    level: oneOf(['province', 'city', 'county', 'subdistrict', 'community']),
    within: { ...nullable(text), description: 'Whoever runs it today.' },
  }),

  FacilityItem: shape<FacilityItem>()({
    id,
    name: text,
    type: text,
    division: shape<FacilityItem['division']>()({ code: { ...text, pattern: '^[0-9]{12}$' }, name: text }),
  }),

  ResponderView: shape<ResponderView>()(
    {
      id,
      name: text,
      kind: oneOf(RESPONDER_KINDS),
      facility: nullable(ref('PersonRef')),
      division: shape<ResponderView['division']>()({ code: { ...text, pattern: '^[0-9]{12}$' }, name: text }),
      username: nullable(text),
      travel: oneOf(TRAVEL_WAYS),
      skills: list(oneOf(RESPONDER_SKILLS)),
      hours: list(ref('AgreedHours')),
      place: nullable(ref('LngLat')),
      homes: list(
        shape<ResponderView['homes'][number]>()({
          id,
          address: { ...text, description: 'Without house number and room.' },
          holdsKey: yes,
        }),
      ),
      active: yes,
      onShift: yes,
      openTasks: whole,
      rosters: { ...list(ref('RosterSpan')), description: 'Planned duty that has not ended.' },
      phone: { ...nullable(text), description: 'Only the last four digits.' },
      agreedOn: { ...nullable(date), description: 'When they agreed to be asked; null if that is not on record.' },
      location: nullable(shape<NonNullable<ResponderView['location']>>()({ at: time, fresh: yes })),
    },
    ['rosters', 'phone', 'agreedOn', 'location'],
  ),
} satisfies Record<string, Schema>;
