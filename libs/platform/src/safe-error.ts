// What of an error may stand in a log line: a database error quotes rows and values, so its text stays out.
import { isErrorLike } from './domain-error.ts';

/** What a log may keep of an error: database messages and details can hold a person's data, frames and codes cannot. */
export function safeError(error: unknown): Record<string, unknown> {
  if (!isErrorLike(error)) return { name: typeof error };
  const field = (name: string): unknown =>
    name in error ? (error as unknown as Record<string, unknown>)[name] : undefined;
  const fromDatabase = typeof field('severity') === 'string' || 'query' in error;
  return {
    name: error.name,
    message: fromDatabase ? undefined : error.message,
    code: field('code'),
    table: field('table'),
    constraint: field('constraint'),
    routine: field('routine'),
    frames: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}
