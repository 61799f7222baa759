// Age in whole years, as everybody in China counts it today.

/** Both as `YYYY-MM-DD`; `today` is the business day of Asia/Shanghai. A birthday on 29 February counts from 1 March. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
