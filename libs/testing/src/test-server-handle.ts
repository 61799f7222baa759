// What the set-up of a run tells its specs (through the environment, because they run in other processes).

export interface TestServerHandle {
  /** Admin URL. */
  url: string;
  template: string;
  /** Every database of this run begins so. */
  prefix: string;
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
