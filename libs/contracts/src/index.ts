// The only door of contracts: what crosses a wire. No dependencies.
export * from './alert.ts';
export * from './device-topics.ts';
export * from './dispatch-socket.ts';
export * from './errors.ts';
export * from './people-api.ts';
