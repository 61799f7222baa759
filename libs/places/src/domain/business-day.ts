// The business day is Asia/Shanghai's, wherever the server stands (no summer time there since 1991).

const SHANGHAI = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `YYYY-MM-DD` in Asia/Shanghai. */
export const businessDay = (instant: Date): string => SHANGHAI.format(instant);
