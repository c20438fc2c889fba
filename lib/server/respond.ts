import { type AppError, describeError } from '@/lib/core/errors';

const STATUS: Record<AppError['kind'], number> = {
  signed_out: 401,
  forbidden: 403,
  bad_origin: 403,
  not_permitted: 403,
  grant_ended: 403,
  ask_first: 403,
  step_up_required: 403,
  role_gone: 409,
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
export const NO_STORE = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export const json = (value: unknown, status = 200): Response =>
  Response.json(value, { status, headers: NO_STORE });

/** A file to be saved. Its name is ours: letters, digits, dots and dashes. */
export const download = (file: {
  name: string;
  mediaType: string;
  text: string;
}): Response =>
  new Response(file.text, {
    headers: {
      ...NO_STORE,
      'content-type': `${file.mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });

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
    headers: {
      ...NO_STORE,
      'content-type': 'application/problem+json',
      ...('retryAfterSeconds' in error
        ? { 'retry-after': String(error.retryAfterSeconds) }
        : {}),
    },
  });
}

/** A redirect after a POST. The address may be a secret: it goes to the browser and nowhere else. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...NO_STORE, location } });

// Said again here, so that the page is safe whatever stands in front of the handler.
const NOTHING_RUNS =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A failure for a form that was posted into a tab of its own: a page with the sentence on it. */
export function refusalPage(error: AppError): Response {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>The console was not opened</title></head><body><main><h1>The console was not opened</h1><p>${escapeHtml(describeError(error))}</p><p><a href="/">Back to Drawbridge</a></p></main></body></html>`;
  return new Response(page, {
    status: STATUS[error.kind],
    headers: {
      ...NO_STORE,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': NOTHING_RUNS,
    },
  });
}
