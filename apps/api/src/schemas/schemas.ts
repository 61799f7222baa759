// JSON schemas of what crosses the HTTP door, each bound by the compiler to the keys of its type in contracts.
import type { OpenAPIObject } from '@nestjs/swagger';

type Components = NonNullable<OpenAPIObject['components']>;
type SchemaOrRef = NonNullable<Components['schemas']>[string];
export type Schema = Exclude<SchemaOrRef, { $ref: string }>;
export type Reference = Extract<SchemaOrRef, { $ref: string }>;

/** Names of the schemas in `components.schemas`. */
export type SchemaName =
  | 'ErrorBody' | 'Scope' | 'AccountView' | 'LoginAnswer' | 'MeAnswer' | 'PersonRef' | 'LngLat' | 'AlertView'
  | 'ReportedPerson'
  | 'CallTaskView' | 'DispatchTaskView' | 'RescueTaskView' | 'FollowUpTaskView' | 'DoorStepView'
  | 'ScriptAnswerView' | 'CaseTasks'
  | 'CallList' | 'IncomingCallView' | 'TelephonyHeard' | 'ScriptView' | 'CaseScript'
  | 'FollowUpItem' | 'RejudgedItem' | 'FalseAlarmStatistics' | 'OperatorOnDuty' | 'HandoverView' | 'LadderView'
  | 'ShippedLadder' | 'LadderInForce' | 'LaddersInForce' | 'LaddersAnswer'
  | 'TimelineEntryView' | 'ElderCard' | 'ElderCardPerson' | 'ContactView' | 'ElderListItem' | 'DeviceView'
  | 'CandidateView' | 'CandidatesAnswer' | 'AgreedHours' | 'RosterSpan' | 'ResponderView' | 'DivisionItem' | 'FacilityItem'
  | 'PhotoView' | 'RescueCard' | 'SearchSheet' | 'PublicSearchSheet' | 'SearchLink' | 'PositionAsked'
  | 'PlacementView' | 'IssuedSecret' | 'QuarantineView' | 'LedgerRow' | 'LinkHealth' | 'AlarmPathHealth' | 'HealthAnswer'; // prettier-ignore

export const ref = (name: SchemaName): Reference => ({ $ref: `#/components/schemas/${name}` });

export const text: Schema = { type: 'string' };
export const id: Schema = { type: 'string', description: 'Opaque id.' };
export const time: Schema = { type: 'string', format: 'date-time', description: 'RFC 3339 with offset.' };
export const date: Schema = { type: 'string', format: 'date' };
export const whole: Schema = { type: 'integer' };
export const yes: Schema = { type: 'boolean' };
export const anything: Schema = {};
export const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
export const list = (items: Schema | Reference): Schema => ({ type: 'array', items });
export const nullable = (schema: Schema | Reference): Schema =>
  '$ref' in schema ? { nullable: true, allOf: [schema] } : { ...schema, nullable: true };

type Keys<T> = { [K in keyof Required<T>]: Schema | Reference };

/** Every key of T must be described, no other may be; all are required but those listed in `optional`. */
export const shape =
  <T>() =>
  (properties: Keys<T>, optional: readonly (keyof T & string)[] = [], description?: string): Schema => ({
    type: 'object',
    properties,
    required: Object.keys(properties).filter((key) => !optional.some((name) => name === key)),
    ...(description ? { description } : {}),
  });

export const pageOf = (name: SchemaName): Schema => ({
  type: 'object',
  properties: { items: list(ref(name)), total: { ...whole, description: 'Of all pages.' } },
  required: ['items', 'total'],
});
