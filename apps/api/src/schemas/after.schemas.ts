// Schemas of what comes after a case, and of who takes it over.
import {
  ALERT_KINDS, LADDER_ACTIONS, OUTCOMES, ROLES, type LadderInForce, type LadderStep, type LadderView, type LaddersAnswer, type LaddersInForce, type ShippedLadder, type FalseAlarmRow, type FalseAlarmStatistics, type FollowUpItem, type HandoverView,
  type OperatorOnDuty, type RejudgedItem,
} from '#libs/contracts'; // prettier-ignore
import { id, list, nullable, oneOf, ref, shape, text, time, whole, yes, type Schema } from './schemas.ts';

const counts = {
  kind: oneOf(ALERT_KINDS),
  closed: whole,
  falseAlarms: whole,
  accidental: whole,
  deviceFault: whole,
  share: { type: 'number', minimum: 0, maximum: 1 } satisfies Schema,
};
const ladderSteps = list(shape<LadderStep>()({ afterSeconds: whole, action: oneOf(LADDER_ACTIONS) }));
const climbing = oneOf(['P1', 'P2']);
const division = shape<{ code: string; name: string }>()({ code: text, name: text });

export const afterSchemas = {
  FollowUpItem: shape<FollowUpItem>()({
    task: ref('FollowUpTaskView'),
    alert: shape<FollowUpItem['alert']>()({
      id,
      number: text,
      kind: oneOf(ALERT_KINDS),
      severity: oneOf(['P1', 'P2', 'P3']),
      elder: nullable(
        shape<NonNullable<FollowUpItem['alert']['elder']>>()({
          id,
          name: { ...text, description: 'Masked.' },
          age: whole,
          address: text,
        }),
      ),
      division: nullable(division),
      outcome: nullable(oneOf(OUTCOMES)),
      closedAt: nullable(time),
    }),
  }),
  RejudgedItem: shape<RejudgedItem>()({
    id,
    alertId: id,
    number: text,
    at: time,
    by: nullable(ref('PersonRef')),
    field: oneOf(['kind', 'severity', 'outcome']),
    from: text,
    to: text,
    reason: text,
  }),
  FalseAlarmStatistics: shape<FalseAlarmStatistics>()({
    from: time,
    to: time,
    byKind: list(shape<FalseAlarmRow>()(counts)),
    byDevice: list(
      shape<FalseAlarmStatistics['byDevice'][number]>()({
        ...counts,
        device: shape<{ key: string; name: string }>()({ key: text, name: text }),
      }),
    ),
  }),
  OperatorOnDuty: shape<OperatorOnDuty>()({
    id,
    name: text,
    role: oneOf(ROLES),
    audible: yes,
    since: time,
    claims: whole,
  }),
  LadderView: shape<LadderView>()({
    id,
    division,
    kinds: list(oneOf(ALERT_KINDS)),
    from: text,
    to: text,
    staffing: oneOf(['normal', 'lone']),
    steps: ladderSteps,
    version: whole,
  }),
  ShippedLadder: shape<ShippedLadder>()({
    severity: climbing,
    kinds: list(oneOf(ALERT_KINDS)),
    from: text,
    to: text,
    staffing: oneOf(['normal', 'lone']),
    steps: ladderSteps,
  }),
  LadderInForce: shape<LadderInForce>()({
    severity: climbing,
    kinds: list(oneOf(ALERT_KINDS)),
    source: oneOf(['own', 'above', 'shipped']),
    ladderId: nullable(id),
    division: nullable(division),
    steps: ladderSteps,
  }),
  LaddersInForce: shape<LaddersInForce>()({
    division,
    at: time,
    staffing: oneOf(['normal', 'lone']),
    ladders: list(ref('LadderInForce')),
  }),
  LaddersAnswer: shape<LaddersAnswer>()({
    items: list(ref('LadderView')),
    total: whole,
    shipped: { ...list(ref('ShippedLadder')), description: 'Hold for what no ladder names.' },
    inForce: nullable(ref('LaddersInForce')),
  }),
  HandoverView: shape<HandoverView>()({
    id,
    from: ref('PersonRef'),
    to: ref('PersonRef'),
    alertIds: list(id),
    state: oneOf(['offered', 'accepted', 'declined', 'expired']),
    offeredAt: time,
    expiresAt: time,
  }),
} satisfies Record<string, Schema>;
