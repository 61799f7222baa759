// Prometheus metrics of this process: one registry, shared by every app that runs in it.
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];

export class Metrics {
  readonly registry = new Registry();
  readonly pressToCommit = this.histogram('yinling_press_to_commit_seconds', 'Arrival of an alarm to its commit.');
  readonly commitToDisplay = this.histogram(
    'yinling_commit_to_display_seconds',
    'Commit of an alarm to the first console that proved its display.',
  );
  readonly messages = new Counter({
    name: 'yinling_messages_total',
    help: 'Messages taken in, by channel and what became of them.',
    labelNames: ['channel', 'result'] as const,
    registers: [this.registry],
  });
  readonly quarantined = new Counter({
    name: 'yinling_quarantined_total',
    help: 'Unreadable messages kept in quarantine, by reason.',
    labelNames: ['reason'] as const,
    registers: [this.registry],
  });
  /** Each is a fault of ours; one process audits at a time, so that the sum over all processes counts each once. */
  readonly casesWithoutNextStep = new Counter({
    name: 'yinling_cases_without_next_step_total',
    help: 'Open cases for which nothing would have happened next, found by the auditor, by what was missing.',
    labelNames: ['missing'] as const,
    registers: [this.registry],
  });
  /** The last samples of the two histograms, for the health page. */
  readonly recent = { pressToCommit: new RecentSamples(), commitToDisplay: new RecentSamples() };

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observePressToCommit(ms: number): void {
    this.pressToCommit.observe(ms / 1000);
    this.recent.pressToCommit.add(ms);
  }

  observeCommitToDisplay(ms: number): void {
    this.commitToDisplay.observe(ms / 1000);
    this.recent.commitToDisplay.add(ms);
  }

  private histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: SECONDS, registers: [this.registry] });
  }
}

/** Percentiles over the samples of the last five minutes, at most 1 000 of them. */
export class RecentSamples {
  private samples: { at: number; ms: number }[] = [];

  add(ms: number): void {
    this.samples.push({ at: Date.now(), ms });
    if (this.samples.length > 1000) this.samples = this.samples.slice(-500);
  }

  percentiles(): { p50: number; p99: number } | null {
    const since = Date.now() - 300_000;
    const recent = this.samples
      .filter((s) => s.at >= since)
      .map((s) => s.ms)
      .sort((a, b) => a - b);
    const pick = (share: number): number => recent[Math.min(recent.length - 1, Math.floor(recent.length * share))] ?? 0;
    return recent.length === 0 ? null : { p50: pick(0.5), p99: pick(0.99) };
  }
}
