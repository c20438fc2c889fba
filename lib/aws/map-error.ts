import { err, ok, type Result } from '@/lib/core/result';
import type { AwsFailure } from '@/lib/ports';
import { sayRefusal } from './say-refusal';

const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'PriorRequestNotComplete',
  'SlowDown',
]);

const NOT_CONFIGURED = new Set(['CredentialsProviderError', 'TokenProviderError']);

const RETRY_AFTER_SECONDS = 5;

/** The parts of an SDK error that we read; an SDK error is anything that carries some. */
type SdkError = {
  name: string;
  message: string;
  code?: unknown;
  $metadata?: { httpStatusCode?: number; requestId?: string };
  $response?: unknown;
};

/** A failure as data. What is not AWS's or the network's doing is a bug, and thrown on. */
export function mapError(error: unknown, operation: string): AwsFailure {
  if (!(error instanceof Error)) throw error;
  const sdk = error as SdkError;
  if (NOT_CONFIGURED.has(sdk.name))
    return { kind: 'not_configured', message: scrub(sdk.message) };
  if (isThrottled(sdk))
    return { kind: 'throttled', operation, retryAfterSeconds: RETRY_AFTER_SECONDS };
  if (sdk.$metadata?.httpStatusCode !== undefined) return refusal(sdk, operation);
  const reason = networkReason(sdk);
  if (reason === null) throw error;
  return { kind: 'unreachable', operation, message: reason };
}

/** Runs SDK calls; what they throw for AWS's answers comes back as a value. */
export async function attempt<T>(
  operation: string,
  run: () => Promise<T>,
): Promise<Result<T, AwsFailure>> {
  try {
    return ok(await run());
  } catch (error) {
    return err(mapError(error, operation));
  }
}

/** Takes out what could be a key, a token or a string to sign. */
export function scrub(message: string): string {
  return message
    .replace(/\bA(?:KIA|SIA)[A-Z0-9]{8,}/g, (id) => `${id.slice(0, 4)}…`)
    .replace(/[A-Za-z0-9+/=_-]{80,}/g, '…')
    .slice(0, 600);
}

function isThrottled(error: SdkError): boolean {
  const isTooMany = error.$metadata?.httpStatusCode === 429;
  return isTooMany || THROTTLED.has(error.name);
}

function refusal(error: SdkError, operation: string): AwsFailure {
  const code = codeOf(error);
  const { message } = error;
  const said = sayRefusal({ code, message, operation, date: dateOf(error) }, new Date());
  return {
    kind: 'refused',
    operation,
    code,
    message: said ?? scrub(message),
    requestId: error.$metadata?.requestId ?? null,
  };
}

function dateOf({ $response }: SdkError): string | null {
  const answer = $response as { headers?: Record<string, string> } | undefined; // of the SDK
  return answer?.headers?.['date'] ?? null;
}

const STATUS_CODES: Record<number, string> = { 403: 'Forbidden', 404: 'NotFound' };

/** AWS's code. An answer to HEAD has no body, so the status stands for the code. */
function codeOf(error: SdkError): string {
  const status = error.$metadata?.httpStatusCode ?? 0;
  const isNamed =
    error.name !== 'Unknown' && error.name !== 'Error' && !/^\d/.test(error.name);
  return isNamed ? error.name : (STATUS_CODES[status] ?? `HTTP ${status}`);
}

const NETWORK_CODES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the name server did not answer',
  ETIMEDOUT: 'there was no answer in time',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
};

function networkReason(error: SdkError): string | null {
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return 'there was no answer in time';
  const known = typeof error.code === 'string' ? NETWORK_CODES[error.code] : undefined;
  if (known) return known;
  if (error.$response !== undefined) return 'the answer could not be read';
  return error instanceof AggregateError ? 'the connection was refused' : null;
}
