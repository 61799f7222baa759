// What a run has measured: each figure beside its raw limit and its goal, as a table for people and a file for programs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/processes.ts';

export interface Figure {
  part: string;
  name: string;
  value: number;
  unit: string;
  /** The floor or ceiling that was measured in the same run; null where the goal is absolute. */
  raw: { name: string; value: number } | null;
  /** What the goal speaks of: `value`, or `value` / `raw`. */
  goal: { of: 'value' | 'ratio'; bound: 'atLeast' | 'atMost'; limit: number } | null;
  /** Single rounds, samples and what else explains the figure. */
  more?: Record<string, unknown>;
}

export const ratioOf = (figure: Figure): number | null =>
  figure.raw && figure.raw.value > 0 ? figure.value / figure.raw.value : null;

/** Null without a goal. */
export function isReached(figure: Figure): boolean | null {
  if (!figure.goal) return null;
  const measured = figure.goal.of === 'value' ? figure.value : (ratioOf(figure) ?? Number.NaN);
  return figure.goal.bound === 'atLeast' ? measured >= figure.goal.limit : measured <= figure.goal.limit;
}

export function lineOf(figure: Figure): string {
  const ratio = ratioOf(figure);
  const reached = isReached(figure);
  const raw = figure.raw ? `${figure.raw.name} ${shown(figure.raw.value)} ${figure.unit}` : '';
  const goal = figure.goal
    ? `goal ${figure.goal.bound === 'atLeast' ? '>=' : '<='} ${figure.goal.limit}${figure.goal.of === 'ratio' ? ' x' : ` ${figure.unit}`}`
    : '';
  return [
    `${figure.name.padEnd(58)} ${`${shown(figure.value)} ${figure.unit}`.padStart(16)}`,
    raw.padEnd(44),
    (ratio === null ? '' : `${ratio.toFixed(2)} x`).padStart(7),
    goal.padEnd(18),
    reached === null ? '' : reached ? 'reached' : 'MISSED',
  ]
    .join('  ')
    .trimEnd();
}

/** Writes bench-results/<time>.json and answers its path. */
export function writeResults(figures: Figure[], options: object, loadBefore: number): string {
  const folder = join(ROOT, 'bench-results');
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = join(folder, `${at.replaceAll(':', '-')}.json`);
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memory: totalmem(),
    node: process.version,
    platform: platform(),
    arch: arch(),
    loadBefore,
    loadAfter: loadavg()[0],
  };
  const rows = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), reached: isReached(figure) }));
  writeFileSync(file, `${JSON.stringify({ at, machine, options, figures: rows }, null, 2)}\n`);
  return file;
}

export const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** `share` 0.5 is the median; NaN without samples. */
export function percentile(values: readonly number[], share: number): number {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const all = sorted(values);
  const [low, high] = [all[Math.ceil(all.length / 2) - 1], all[Math.floor(all.length / 2)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

const shown = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
