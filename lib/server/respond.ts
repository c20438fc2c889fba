import { type AppError, describeError } from '@/lib/core/errors';

const STATUS: Record<AppError['kind'], number> = {
  signed_out: 401,
  forbidden: 403,
  bad_origin: 403,
  not_permitted: 403,
  not_found: 404,
  invalid_input: 400,
  trust_refused: 409,
  duration_too_long: 400,
  throttled: 429,
  aws_refused: 502,
  aws_unreachable: 502,
  no_connection: 409,
  conflict: 409,
  already_so: 409,
  unavailable: 503,
};

/** No answer of ours may be kept by anything between us and the person. */
export const NO_STORE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

export const json = (value: unknown, status = 200): Response =>
  Response.json(value, { status, headers: NO_STORE });

/** RFC 9457. `detail` is the sentence a person reads. */
export function problem(error: AppError): Response {
  const status = STATUS[error.kind];
  const body = {
    type: 'about:blank',
    title: error.kind,
    status,
    detail: describeError(error),
    ...('fields' in error && error.fields ? { fields: error.fields } : {}),
  };
  return Response.json(body, {
    status,
    headers: { ...NO_STORE, 'content-type': 'application/problem+json' },
  });
}
