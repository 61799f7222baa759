// Schemas of devices, ledger, quarantine, health and errors.
import {
  DEVICE_KINDS,
  type AlarmPathHealth, type DeviceView, type ErrorBody, type IssuedSecret, type LedgerRow, type LinkHealth,
  type QuarantineView,
} from '#libs/contracts'; // prettier-ignore
import type { PastPlacement } from '#libs/devices';
import { deviceState } from './people.schemas.ts';
import { id, list, nullable, oneOf, ref, shape, text, time, whole, yes, type Schema } from './schemas.ts';

const percentiles = nullable(
  shape<{ p50: number; p99: number }>()({ p50: { type: 'number' }, p99: { type: 'number' } }),
);
const someObject: Schema = { type: 'object', additionalProperties: true };

export const adminSchemas = {
  ErrorBody: shape<ErrorBody>()({
    error: shape<ErrorBody['error']>()(
      {
        code: { ...text, description: 'Stable, e.g. `ALERT.NOT_FOUND`.' },
        message: { ...text, description: 'For people, zh-CN; may change.' },
        details: { ...someObject, description: '`fields` names every wrong field of COMMON.VALIDATION.' },
        requestId: text,
      },
      ['details'],
    ),
  }),

  DeviceView: shape<DeviceView>()({
    id,
    key: { ...text, pattern: '^[A-Za-z0-9_.:-]{1,64}$' },
    name: text,
    kind: oneOf(DEVICE_KINDS),
    protocol: text,
    state: deviceState,
    lastSeenAt: nullable(time),
    battery: nullable(whole),
    placement: nullable(
      shape<NonNullable<DeviceView['placement']>>()({
        elder: nullable(ref('PersonRef')),
        home: nullable(shape<{ id: string; address: string }>()({ id, address: text })),
        since: time,
      }),
    ),
    hasSecret: yes,
  }),

  PlacementView: shape<PastPlacement>()({
    id,
    elder: nullable(ref('PersonRef')),
    home: nullable(shape<{ id: string; address: string }>()({ id, address: text })),
    since: time,
    until: nullable(time),
  }),

  IssuedSecret: shape<IssuedSecret>()({
    deviceKey: text,
    username: text,
    clientId: text,
    secret: { ...text, description: 'Shown this once.' },
  }),

  QuarantineView: shape<QuarantineView>()({
    id,
    receivedAt: time,
    deviceKey: nullable(text),
    topic: text,
    reason: text,
    bytes: whole,
    preview: { ...text, description: 'First 200 bytes, unprintable ones replaced.' },
    alertId: nullable(id),
  }),

  LedgerRow: shape<LedgerRow>()({
    id,
    deviceKey: text,
    eventId: nullable(text),
    channel: oneOf(['events', 'telemetry', 'http']),
    type: nullable(text),
    at: nullable(time),
    receivedAt: time,
    committedAt: time,
    copies: whole,
    became: oneOf(['alert', 'press', 'cancel', 'noted', 'telemetry', 'quarantine']),
    alertId: nullable(id),
    alertNumber: nullable(text),
    payload: { description: 'As stored: JSON where readable, else base64 text.' },
    encoding: oneOf(['json', 'base64']),
  }),

  LinkHealth: shape<LinkHealth>()(
    {
      link: text,
      state: oneOf(['ok', 'late', 'broken', 'unknown']),
      ageMs: nullable({ type: 'number' }),
      detail: text,
    },
    ['detail'],
  ),

  AlarmPathHealth: shape<AlarmPathHealth>()({
    status: oneOf(['ok', 'broken']),
    links: list(ref('LinkHealth')),
    pressToCommitMs: percentiles,
    commitToDisplayMs: percentiles,
    serverTime: time,
  }),

  HealthAnswer: {
    type: 'object',
    properties: { status: text, info: someObject, error: someObject, details: someObject },
    required: ['status'],
  },
} satisfies Record<string, Schema>;
