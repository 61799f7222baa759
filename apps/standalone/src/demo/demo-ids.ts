// Ids of demo rows: UUIDv7 in shape, but the same at every load, so that accounts can name a facility or an elder ahead.

const KINDS = ['home', 'elder', 'facility', 'device', 'account', 'responder'] as const;
export type DemoKind = (typeof KINDS)[number];

/** 2025-01-01T00:00:00Z in the time bits, the kind in rand_a, the running number (from 1) in rand_b. */
export function demoId(kind: DemoKind, number: number): string {
  const kindBits = (KINDS.indexOf(kind) + 1).toString(16).padStart(3, '0');
  return `01941f29-7c00-7${kindBits}-8000-${number.toString(16).padStart(12, '0')}`;
}
