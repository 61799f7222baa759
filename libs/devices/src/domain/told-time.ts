// The time that a device tells: epoch ms or RFC 3339 with offset, as long as it is plausible (wire.md).

const EARLIEST = Date.UTC(2020, 0, 1);
const MOST_AHEAD_MS = 5 * 60_000;
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** From here on an event counts as late (domain rule 4). */
const LATE_SECONDS = 600;

/** Epoch ms, or null where what was told is no time: missing, of another form, before 2020, over 5 min ahead of arrival. */
export function toldTime(raw: unknown, arrivalMs: number): number | null {
  const ms = typeof raw === 'number' ? Math.trunc(raw) : typeof raw === 'string' ? rfc3339(raw) : Number.NaN;
  return ms >= EARLIEST && ms <= arrivalMs + MOST_AHEAD_MS ? ms : null;
}

/** Whole seconds from the event to its arrival; 0 if it is not late. */
export function lateSeconds(at: Date, receivedAt: Date): number {
  const seconds = Math.floor((receivedAt.getTime() - at.getTime()) / 1000);
  return seconds >= LATE_SECONDS ? seconds : 0;
}

function rfc3339(text: string): number {
  const found = RFC_3339.exec(text);
  if (!found) return Number.NaN;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  // Date.parse lets 31 February pass as 3 March.
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return Number.NaN;
  return Date.parse(text.replace(' ', 'T').toUpperCase());
}
