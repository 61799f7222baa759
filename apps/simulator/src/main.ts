// nest start simulator: the town. `npm run press` and `npm run simulate` name their files themselves.
await import('./simulate.ts');
export {};
