// `node --import ./scripts/typescript/register.mjs file.ts`, or imported first by a script: TypeScript sources load from then on.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
