// Leaving the safe area is urgent for those who are known to get lost; everybody else's is not asked about.
import { Injectable } from '@nestjs/common';
import { severityOfWandering } from '#libs/alerts';
import { Elders } from '#libs/elders';
import { timeOf, type Signal } from './signal.ts';

@Injectable()
export class WeighWandering {
  constructor(private readonly elders: Elders) {}

  /** The signals, with how urgent those are that somebody wandered off. Asks nothing where there is none, as nearly always. */
  async weigh(signals: Signal[]): Promise<Signal[]> {
    const ids = signals.flatMap((signal) => (isWandering(signal) ? (signal.place?.elderId ?? []) : []));
    if (!signals.some(isWandering)) return signals;
    const prone = await this.elders.proneToWander(ids);
    return signals.map((signal) => {
      const { event } = signal.arrival;
      if (!isWandering(signal)) return signal;
      const severity = severityOfWandering({
        proneToWander: prone.has(signal.place?.elderId ?? ''),
        at: timeOf(signal.arrival),
        battery: event.readable ? event.battery : null,
      });
      return { ...signal, severity };
    });
  }
}

const isWandering = ({ verdict }: Signal): boolean => verdict.leadsTo === 'case' && verdict.kind === 'wandering';
