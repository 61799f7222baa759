// The only door of contracts: what crosses a wire. No dependencies.
export * from './after-the-case.ts';
export * from './alert.ts';
export * from './calls.ts';
export * from './candidates.ts';
export * from './device-topics.ts';
export * from './dispatch-socket.ts';
export * from './errors.ts';
export * from './handovers.ts';
export * from './ladders.ts';
export * from './people-api.ts';
export * from './raise-order.ts';
export * from './rescue-card.ts';
export * from './responders.ts';
export * from './scripts.ts';
export * from './search-sheet.ts';
export * from './station-socket.ts';
export * from './tasks.ts';
