// Schemas of calls: whom to call, who calls, what is asked.
import {
  ALERT_KINDS, CALL_CHANNELS, INCOMING_CALL_STATES, type CallList, type CallListEntry, type CaseScript,
  type IncomingCallView, type ScriptQuestion, type ScriptView, type TelephonyHeard,
} from '#libs/contracts'; // prettier-ignore
import { id, list, nullable, oneOf, ref, shape, text, time, whole, yes, type Schema } from './schemas.ts';

export const callsSchemas = {
  CallList: shape<CallList>()({
    alertId: id,
    opened: { ...yes, description: 'False unless the reader holds the claim: every `phone` is then null.' },
    entries: list(
      shape<CallListEntry>()({
        key: { ...text, description: 'Stable within the case; sent with `task call start` as `entry`.' },
        channel: oneOf(CALL_CHANNELS),
        group: oneOf(['elder', 'come', 'decide', 'caller']),
        name: text,
        relation: nullable(text),
        phone: nullable(text),
        minutesAway: nullable(whole),
        holdsKey: yes,
        order: { ...whole, minimum: 1 },
        attempts: whole,
        lastResult: nullable(text),
      }),
    ),
    dialling: oneOf(['tel', 'clickToCall']),
  }),

  IncomingCallView: shape<IncomingCallView>()({
    id,
    state: oneOf(INCOMING_CALL_STATES),
    version: whole,
    number: { ...text, description: 'Masked until answered by the reader; empty if the caller hides it.' },
    startedAt: time,
    answeredAt: nullable(time),
    answeredBy: nullable(ref('PersonRef')),
    endedAt: nullable(time),
    matches: list(
      shape<IncomingCallView['matches'][number]>()({
        elderId: id,
        name: { ...text, description: 'Masked until answered by the reader.' },
        via: oneOf(['elder', 'contact']),
        openAlertId: nullable(id),
      }),
    ),
    alertId: nullable(id),
    recordingRef: nullable(text),
  }),

  TelephonyHeard: shape<TelephonyHeard>()({ repeated: { ...yes, description: 'This message was heard before.' } }),

  ScriptView: shape<ScriptView>()({
    id,
    kinds: list(oneOf(ALERT_KINDS)),
    version: whole,
    publishedAt: time,
    publishedBy: nullable(ref('PersonRef')),
    questions: list(
      shape<ScriptQuestion>()({
        key: text,
        zh: text,
        en: text,
        choices: list(
          shape<ScriptQuestion['choices'][number]>()(
            { key: text, zh: text, en: text, danger: { ...yes, description: '120 at once.' } },
            ['danger'],
          ),
        ),
      }),
    ),
  }),
  CaseScript: shape<CaseScript>()({ script: nullable(ref('ScriptView')), answers: list(ref('ScriptAnswerView')) }),
} satisfies Record<string, Schema>;
