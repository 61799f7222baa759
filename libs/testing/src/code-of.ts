// What became of something that was asked.
import { DomainError } from '#libs/platform';

/** `done`, or the code of the refusal; any other failure as text. */
export const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
