// Times on the wire: RFC 3339 with the offset of Asia/Shanghai, which has no daylight saving; read with any offset.

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i;

export const rfc3339 = (time: Date): string =>
  `${new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;

export const isRfc3339 = (text: string): boolean => MOMENT.test(text) && !Number.isNaN(Date.parse(text));
