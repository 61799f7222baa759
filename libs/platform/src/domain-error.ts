// Expected failures: coded, mapped to HTTP and to socket acknowledgements by one function. No Nest exception inside libs.
import { ERRORS, type ErrorCode, type WireError } from '#libs/contracts';

export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, details?: Record<string, unknown>) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** A configuration that cannot work: printed as it is, without a stack. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

/** The body that crosses a wire for any failure; unexpected ones say nothing of their inside. */
export function toWireError(error: unknown): WireError & { status: number } {
  if (error instanceof DomainError) {
    const known = ERRORS[error.code];
    return { code: error.code, message: known.message, details: error.details, status: known.status };
  }
  const code: ErrorCode = isDatabaseAway(error) ? 'COMMON.UNAVAILABLE' : 'COMMON.INTERNAL';
  return { code, message: ERRORS[code].message, status: ERRORS[code].status };
}

/** True if the database could not be reached or ended the connection: worth a retry, never the caller's fault. */
export function isDatabaseAway(error: unknown): boolean {
  if (!isErrorLike(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(08|57P|53)/.test(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN'].includes(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Cannot use a pool after/i.test(
    error.message,
  );
}

/** By shape, not by instanceof: errors of Node's own may come from another realm. */
export const isErrorLike = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && 'message' in error && 'stack' in error;
