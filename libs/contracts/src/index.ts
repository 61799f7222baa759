// The only door of contracts: what crosses a wire. No dependencies.
export * from './alert.ts';
export * from './device-topics.ts';
export * from './dispatch-socket.ts';
export * from './errors.ts';
export * from './people-api.ts';
export * from './tasks.ts';
export * from './desk-api.ts';
export * from './station-socket.ts';
