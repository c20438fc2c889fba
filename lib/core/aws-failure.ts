import type { AppError } from './errors';

/** A failure of an AWS call, by shape: the port that makes the calls declares it. */
type Failure =
  | { kind: 'refused'; operation: string; code: string; message: string }
  | { kind: 'throttled'; operation: string; retryAfterSeconds: number }
  | { kind: 'unreachable'; operation: string; message: string }
  | { kind: 'not_configured'; message: string };

/** The failure as something a person can act on. `accountId` is the account that was asked. */
export function appErrorOf(failure: Failure, accountId: string): AppError {
  switch (failure.kind) {
    case 'refused': {
      const { operation, code, message } = failure;
      return { kind: 'aws_refused', operation, code, message, accountId };
    }
    case 'throttled':
      return { kind: 'throttled', retryAfterSeconds: failure.retryAfterSeconds };
    case 'unreachable':
      return { kind: 'aws_unreachable', message: failure.message, accountId };
    case 'not_configured':
      return { kind: 'unavailable', message: failure.message };
    default:
      return failure satisfies never;
  }
}
