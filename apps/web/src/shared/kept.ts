// Small things this browser keeps (language, theme, keys). A blocked or full storage loses them and nothing else.

/** What was kept, or undefined if nothing readable was. `shortly`: only as long as the tab lives. */
export function kept(key: string, shortly = false): unknown {
  try {
    const text = (shortly ? sessionStorage : localStorage).getItem(`yinling.${key}`);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

export function keep(key: string, value: unknown, shortly = false): void {
  try {
    const storage = shortly ? sessionStorage : localStorage;
    if (value === undefined) storage.removeItem(`yinling.${key}`);
    else storage.setItem(`yinling.${key}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it: the page works with what it holds in memory.
  }
}
