// Times on the wire: RFC 3339 with the offset of Asia/Shanghai, which has no daylight saving.

export const rfc3339 = (time: Date): string =>
  `${new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
