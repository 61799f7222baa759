// The environment, read once: every key has a type, a default and one line of doc; every wrong key is reported at once.
import { StartRefused } from './domain-error.ts';
import { keyOf, keyRingOf } from './secrets/key-text.ts';

type Parse<T> = (raw: string) => T;
interface Key<T> {
  fallback: T;
  parse: Parse<T>;
  doc: string;
}

const bad = (want: string): never => {
  throw new Error(want);
};
const text: Parse<string> = (raw) => raw;
const port: Parse<number> = (raw) =>
  /^\d{1,5}$/.test(raw) && Number(raw) <= 65_535 ? Number(raw) : bad('must be a port, 0 to 65535');
const count =
  (min: number, max: number): Parse<number> =>
  (raw) =>
    /^\d{1,12}$/.test(raw) && Number(raw) >= min && Number(raw) <= max
      ? Number(raw)
      : bad(`must be a whole number from ${min} to ${max}`);
const decimal =
  (min: number, max: number): Parse<number> =>
  (raw) =>
    /^\d{1,6}(\.\d{1,6})?$/.test(raw) && Number(raw) >= min && Number(raw) <= max
      ? Number(raw)
      : bad(`must be a number from ${min} to ${max}`);
const flag: Parse<boolean> = (raw) =>
  ['true', '1', 'yes'].includes(raw) ? true : ['false', '0', 'no'].includes(raw) ? false : bad('must be true or false');
const url =
  (...schemes: string[]): Parse<string> =>
  (raw) => {
    const parsed = URL.canParse(raw) ? new URL(raw) : null;
    return parsed && schemes.includes(parsed.protocol.slice(0, -1))
      ? raw
      : bad(`must be a URL beginning with ${schemes.map((s) => `${s}://`).join(' or ')}`);
  };
const pattern =
  (shape: RegExp, want: string): Parse<string> =>
  (raw) =>
    shape.test(raw) ? raw : bad(want);
const localTime = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');
const oneOf =
  <T extends string>(...values: T[]): Parse<T> =>
  (raw) =>
    values.find((value) => value === raw) ?? bad(`must be one of ${values.join(', ')}`);
const origins: Parse<string> = (raw) =>
  raw.split(',').every((origin) => /^https?:\/\/[^\s/?#@\\]+\/?$/i.test(origin.trim()) && URL.canParse(origin.trim()))
    ? raw
    : bad('must be comma-separated origins, each http:// or https:// and a host');
const indexKey: Parse<string> = (raw) => (keyOf(raw) ? raw : bad('must be base64 of 32 bytes'));
const encryptionKeys: Parse<string> = (raw) =>
  keyRingOf(raw) ? raw : bad('must be keyId:base64 of 32 bytes, comma-separated, each keyId once');
const key = <T>(fallback: T, parse: Parse<T>, doc: string): Key<T> => ({ fallback, parse, doc });

/** Every environment key of the system; `.env.example` and docker/compose are tested against it. */
export const SETTING_KEYS = {
  HTTP_PORT: key(3000, port, 'Port of pages, API and sockets.'),
  HOST: key<string | null>(null, text, 'Address to listen on; default 127.0.0.1 in demo mode, else 0.0.0.0.'),
  MQTT_PORT: key(1883, port, 'Port of the embedded MQTT broker (used when MQTT_URL is not set).'),
  DATA_DIR: key('./data', text, 'Folder of the embedded database, generated keys and run.json.'),
  DATABASE_URL: key<string | null>(
    null,
    url('postgres', 'postgresql'),
    'External PostgreSQL 15 or later; embedded PostgreSQL 18 when empty.',
  ),
  DATABASE_POOL: key(20, count(2, 200), 'Connections to the database for each process.'),
  MQTT_URL: key<string | null>(
    null,
    url('mqtt', 'mqtts'),
    'External MQTT broker (Mosquitto); embedded broker when empty.',
  ),
  MQTT_LANE_SECRET: key<string | null>(null, text, 'Password of the ingest lane accounts at the external broker.'),
  INGEST_ID: key(
    '1',
    pattern(/^[A-Za-z0-9]{1,16}$/, 'must be 1 to 16 letters or digits'),
    'Name of this ingest process, fixed over restarts, different for each one.',
  ),
  ALARM_LANES: key(4, count(1, 64), 'MQTT connections of one ingest process for alarm-bearing topics.'),
  TELEMETRY_LANES: key(
    256,
    count(1, 512),
    'MQTT connections of one ingest process for telemetry; each handles one message at a time.',
  ),
  REDIS_URL: key<string | null>(
    null,
    url('redis', 'rediss'),
    'Redis for the job queue; the database serves as queue when empty.',
  ),
  HOME_DIVISION: key(
    '330723000000',
    pattern(/^\d{12}$/, 'must be a 12-digit division code'),
    'Division of the top centre: cases without a place are in its scope.',
  ),
  DEMO: key<boolean | null>(
    null,
    flag,
    'Load the demo county, with its public passwords; default: only into an empty embedded database.',
  ),
  PUBLIC_ORIGINS: key(
    '',
    origins,
    'Comma-separated origins of the pages behind a proxy, e.g. https://yinling.example.',
  ),
  TRUST_PROXY: key(0, count(0, 10), 'Number of reverse proxies in front, for client addresses.'),
  SESSION_HOURS: key(13, count(1, 720), 'How long a sign-in lasts, in hours.'),
  LOGIN_FAILURES: key(
    10,
    count(1, 1000),
    'Failed sign-ins of one account from one address within 15 minutes before a pause.',
  ),
  REQUESTS_PER_SECOND: key(200, count(1, 100_000), 'Requests a second that one session may make.'),
  LEASE_MS: key(45_000, count(100, 3_600_000), 'How long a claim lives without being renewed, in ms.'),
  ESCALATE_UNDISPLAYED_MS: key(
    10_000,
    count(100, 3_600_000),
    'An alert that no console proves within this time goes to the supervisor, in ms.',
  ),
  BEAT_MS: key(5_000, count(100, 60_000), 'Interval of the beat on sockets, in ms.'),
  SWEEP_MS: key(1_000, count(50, 60_000), 'Interval of the sweeper that fires what is due, in ms.'),
  FEED_POLL_MS: key(1_000, count(50, 5_000), 'How often the fact log is read without being woken, in ms.'),
  REPEAT_STEP_MS: key(
    120_000,
    count(100, 3_600_000),
    'After the last step of its ladder a waiting alert sounds again at this interval, in ms.',
  ),
  AUDIT_MS: key(15_000, count(100, 3_600_000), 'How often open alerts without a next step are looked for, in ms.'),
  REVIEW_OVERDUE_MS: key(
    86_400_000,
    count(100, 2_592_000_000),
    'A handled emergency that no supervisor has reviewed is brought up again after this time, in ms.',
  ),
  OFFER_MS: key(120_000, count(100, 3_600_000), 'How long a helper has to answer an offer, in ms.'),
  PARALLEL_OFFERS: key(3, count(1, 10), 'To how many helpers an emergency is offered at once.'),
  CHECK_IN_MS: key(
    1_200_000,
    count(100, 86_400_000),
    'A helper on a task at night says at this interval that all is well, in ms.',
  ),
  CHECK_IN_FROM: key('22:00', localTime, 'From when on helpers check in (local time).'),
  CHECK_IN_TO: key('06:00', localTime, 'Until when helpers check in (local time).'),
  ARRIVED_WITHIN_M: key(
    300,
    count(10, 100_000),
    'A helper who arrives further away from the home than this is asked, in m.',
  ),
  HANDOVER_MS: key(300_000, count(100, 86_400_000), 'How long the next operator has to accept a handover, in ms.'),
  ARRIVAL_URBAN_SECONDS: key(900, count(1, 86_400), 'Promised time from raise to arrival in urban places, in seconds.'),
  ARRIVAL_TOWN_SECONDS: key(1_200, count(1, 86_400), 'Promised time from raise to arrival in towns, in seconds.'),
  ARRIVAL_MOUNTAIN_SECONDS: key(
    1_800,
    count(1, 86_400),
    'Promised time from raise to arrival in mountain villages, in seconds.',
  ),
  ROUTING_URL: key<string | null>(
    null,
    url('http', 'https'),
    'OSRM server for travel times, e.g. http://osrm:5000; estimated from the distance when empty.',
  ),
  WALKING_KMH: key(4.5, decimal(1, 10), 'Estimated speed on foot, in km/h.'),
  DETOUR_FACTOR: key(1.3, decimal(1, 5), 'How much longer ways are than the straight line, where times are estimated.'),
  MOUNTAIN_FACTOR: key(1.5, decimal(1, 10), 'How much longer estimated ways take in mountain villages.'),
  CENTRE_PHONE: key<string | null>(
    null,
    pattern(/^[+0-9() -]{3,24}$/, 'must be a telephone number'),
    'Number of the call centre, shown to helpers and searchers.',
  ),
  DUTY_PHONE: key<string | null>(
    null,
    pattern(/^[+0-9() -]{3,24}$/, 'must be a telephone number'),
    'Number of the duty phone, called when nobody answers an alert.',
  ),
  TELEPHONY_URL: key<string | null>(
    null,
    url('http', 'https'),
    'Where the call centre telephony takes orders (docs/telephony.md); `tel:` links when empty.',
  ),
  TELEPHONY_SECRET: key<string | null>(
    null,
    text,
    'Secret that signs orders to the telephony and its messages to us; needed for both.',
  ),
  SEARCH_POLICE_MS: key(
    900_000,
    count(100, 86_400_000),
    'After how long 110 is due for somebody who is missing and not found, in ms.',
  ),
  SEARCH_LINK_HOURS: key(12, count(1, 168), 'How long a link for searchers lives, in hours.'),
  EVENT_RETENTION_DAYS: key(1_825, count(30, 36_500), 'How long the event ledger is kept, in days.'),
  TELEMETRY_RETENTION_DAYS: key(90, count(8, 3_650), 'How long telemetry is kept, in days.'),
  ENCRYPTION_KEYS: key<string | null>(
    null,
    encryptionKeys,
    'keyId:base64 of 32 bytes, comma-separated, first one encrypts; made under DATA_DIR when empty (standalone).',
  ),
  INDEX_KEY: key<string | null>(
    null,
    indexKey,
    'base64 of 32 bytes for blind indexes; made under DATA_DIR when empty (standalone).',
  ),
  LOG_LEVEL: key(
    'info',
    oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    'Least level of log lines (JSON, on stderr).',
  ),
  INGEST_HTTP_PORT: key(3001, port, 'Health and metrics of a separate ingest process.'),
  WORKER_HTTP_PORT: key(3002, port, 'Health and metrics of a separate worker process.'),
} as const;

export type SettingName = keyof typeof SETTING_KEYS;
export type Settings = { readonly [K in SettingName]: (typeof SETTING_KEYS)[K] extends Key<infer T> ? T : never } & {
  /** Keys that the environment named itself (a port asked for by name never gives way). */
  readonly named: ReadonlySet<SettingName>;
};

/** Parses an environment. An empty value counts as not set. Throws StartRefused naming every wrong key. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const named = new Set<SettingName>();
  const wrong: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(SETTING_KEYS)) {
    const raw = env[name]?.trim();
    if (!raw) {
      values[name] = spec.fallback;
      continue;
    }
    named.add(name as SettingName);
    try {
      values[name] = spec.parse(raw);
    } catch (error) {
      wrong.push(`${name} ${error instanceof Error ? error.message : 'is wrong'}`);
    }
  }
  if (named.has('MQTT_URL') && !named.has('MQTT_LANE_SECRET')) {
    wrong.push('MQTT_LANE_SECRET must be set where MQTT_URL is');
  }
  if (named.has('TELEPHONY_URL') && !named.has('TELEPHONY_SECRET')) {
    wrong.push('TELEPHONY_SECRET must be set where TELEPHONY_URL is');
  }
  if (wrong.length > 0) throw new StartRefused(`wrong settings: ${wrong.join('; ')}`);
  return { ...values, named } as unknown as Settings;
}
