// What was sent without what was left empty: null says as little as nothing.

type Told<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]: Told<T[K]> } : T;

/** A plain copy, all the way down, without fields that are undefined or null. */
export function told<T extends object>(given: T): Told<T> {
  const said = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    said.map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'object' && value !== null && !Array.isArray(value) ? told(value) : value,
    ]),
  ) as Told<T>;
}
