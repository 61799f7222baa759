// Counts what passed, failed and was skipped, stage by stage.

export class StageTally {
  passedCount = 0;
  failures = [];
  skips = [];

  passed(count = 1) {
    this.passedCount += count;
  }
  failed(what) {
    this.failures.push(what);
  }
  skipped(what) {
    this.skips.push(what);
  }
  /** A check that is one thing: it holds or it does not. */
  record(what, holds) {
    if (holds) this.passed();
    else this.failed(what);
  }
  get summary() {
    return `${this.passedCount} passed, ${this.failures.length} failed${this.skips.length > 0 ? `, ${this.skips.length} skipped` : ''}`;
  }
}

export class Tally {
  stages = new Map();

  of(name) {
    if (!this.stages.has(name)) this.stages.set(name, new StageTally());
    return this.stages.get(name);
  }
  failed(what) {
    this.of('run').failed(what);
  }
  /** Green is: something ran, and nothing failed. */
  get isGreen() {
    const { passed, failed } = this.totals;
    return failed === 0 && passed > 0;
  }
  get totals() {
    const all = [...this.stages.values()];
    const sum = (count) => all.reduce((total, stage) => total + count(stage), 0);
    return {
      passed: sum((s) => s.passedCount),
      failed: sum((s) => s.failures.length),
      skipped: sum((s) => s.skips.length),
    };
  }
  /** Says what failed and what was skipped; returns the closing line. */
  report(say) {
    say('');
    for (const [name, { failures, skips }] of this.stages) {
      for (const what of skips) say(`skipped  ${name}: ${what}`);
      for (const what of failures) say(`FAILED   ${name}: ${what}`);
    }
    const { passed, failed, skipped } = this.totals;
    return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
}
