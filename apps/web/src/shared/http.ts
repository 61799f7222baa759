// The people's HTTP door: JSON in and out, the session cookie, and errors as the wire codes them.
import type { ErrorBody, WireError } from '#libs/contracts';

/** A coded refusal, from the server or from here (`LOCAL.…`: nobody answered). */
export class ApiError extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly status: number;
  /** Seconds the server asks to wait; null if it does not. */
  readonly retryAfter: number | null;

  constructor(error: WireError, status = 0, retryAfter: number | null = null) {
    super(error.message);
    this.name = 'ApiError';
    this.code = error.code;
    this.details = error.details ?? {};
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

const ANSWER_WITHIN_MS = 15_000;
/** A photograph over a weak network. */
const FILE_WITHIN_MS = 60_000;
let whenSignedOut: () => void = () => undefined;

/** What to do when the server says that nobody is signed in any more. */
export const onSignedOut = (act: () => void): void => {
  whenSignedOut = act;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Aborts with whichever comes first; a browser without `any` keeps at least what the caller asked for. */
const either = (asked: AbortSignal, deadline: AbortSignal): AbortSignal =>
  'any' in AbortSignal ? AbortSignal.any([asked, deadline]) : asked;

async function request(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetched(
    path,
    { method, headers, body: body === undefined ? undefined : JSON.stringify(body) },
    ANSWER_WITHIN_MS,
    signal,
  );
}

async function fetched(
  path: string,
  { headers, ...init }: { method: Method; headers: Record<string, string>; body: BodyInit | undefined },
  withinMs: number,
  signal?: AbortSignal,
): Promise<Response> {
  const deadline = AbortSignal.timeout(withinMs);
  try {
    return await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...headers },
      signal: signal ? either(signal, deadline) : deadline,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError({ code: deadline.aborted ? 'LOCAL.NO_ANSWER' : 'LOCAL.OFFLINE', message: '' });
  }
}

const parsed = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' && body !== null && typeof (body as ErrorBody).error?.code === 'string';

/** Seconds from a Retry-After header, which may also be a date. */
function retryAfterOf(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

/** Calls the API; throws ApiError for every refusal. A body that is not JSON where one is due is a refusal too. */
export async function api<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await answered(await request(method, path, body, signal));
  if (answer.body === undefined && answer.status !== 204 && method === 'GET') {
    throw new ApiError({ code: 'LOCAL.UNREADABLE', message: '' }, answer.status);
  }
  return answer.body as T;
}

/** Sends a file as it is; the same key again is the same file. */
export async function sendFile<T>(path: string, file: Blob, idempotencyKey: string): Promise<T> {
  const headers = { 'content-type': file.type, 'idempotency-key': idempotencyKey };
  const answer = await answered(await fetched(path, { method: 'POST', headers, body: file }, FILE_WITHIN_MS));
  if (answer.body === undefined) throw new ApiError({ code: 'LOCAL.UNREADABLE', message: '' }, answer.status);
  return answer.body as T;
}

async function answered(response: Response): Promise<{ status: number; body: unknown }> {
  const answer = await parsed(response);
  if (response.ok) return { status: response.status, body: answer };
  const error = isErrorBody(answer) ? answer.error : { code: 'LOCAL.UNREADABLE', message: '' };
  if (error.code === 'AUTH.REQUIRED') whenSignedOut();
  throw new ApiError(error, response.status, retryAfterOf(response));
}

/** Health pages answer with the same body whether all is well (200) or not (503). */
export async function health<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request('GET', path, undefined, signal);
  const answer = await parsed(response);
  if (answer === undefined || isErrorBody(answer)) {
    throw new ApiError(answer?.error ?? { code: 'LOCAL.UNREADABLE', message: '' }, response.status);
  }
  return answer as T;
}

/** `?q=…&page=1` without empty values. */
export function query(values: Readonly<Record<string, string | number | null>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
}
