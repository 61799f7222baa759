// What an answer of the people's door says, for specs.
interface Answered {
  body: unknown;
}

/** The code of a refusal; fails where the answer is none in the common form. */
export const codeOf = ({ body }: Answered): string => (body as { error: { code: string } }).error.code;

/** The names of the fields (or parameters) that were refused, sorted. */
export const wrongFields = ({ body }: Answered): string[] =>
  Object.keys((body as { error: { details: { fields: object } } }).error.details.fields).sort();
