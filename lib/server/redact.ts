const HIDDEN = '[hidden]';
const MAX_DEPTH = 6;
const MAX_TEXT = 8000;

/** Names of members that hold a secret, in any spelling: `SecretAccessKey`, `set-cookie`. */
const SECRET_NAME =
  /passw|secret|token|authorization|cookie|credential|sessionkey|privatekey|signinurl|connectionstring|databaseurl|^pass$/;

const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name.toLowerCase().replaceAll(/[^a-z]/g, ''));

/** Takes out of a text what could be a password, a key, a token or a code of ours. */
export function redactText(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${HIDDEN}@`)
    .replace(/\b(SigninToken|X-Amz-[A-Za-z-]+|Signature)=[^\s&"']+/gi, `$1=${HIDDEN}`)
    .replace(/\b(Bearer|AWS4-HMAC-SHA256)\s+[^\n"']+/g, `$1 ${HIDDEN}`)
    .replace(/\bA(KIA|SIA)[A-Z0-9]{8,}/g, (id) => `${id.slice(0, 4)}…`)
    .replace(/\b(dbr_[a-z2-7]+)_[a-z2-7]+/g, `$1_${HIDDEN}`)
    .replace(/(\/(?:first-run|handshake|invite|reset-password)#)[\w-]+/g, `$1${HIDDEN}`)
    .replace(/[A-Za-z0-9+/=_-]{80,}/g, HIDDEN);
}

const framesOf = (stack: string): string => /^\s+at [\s\S]*/m.exec(stack)?.[0] ?? '';

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack = '', cause } = error;
  return {
    ...(redactMembers(error, depth) as Record<string, unknown>),
    type: name,
    message: redactText(message),
    // The frames alone: the message stands above, and paths look like keys.
    stack: framesOf(stack),
    ...(cause === undefined ? {} : { cause: redactAt(cause, depth + 1) }),
  };
}

const redactMembers = (value: object, depth: number): unknown =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) ? HIDDEN : redactAt(member, depth + 1),
    ]),
  );

function redactAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > MAX_DEPTH) return '[deep]';
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redactAt(item, depth + 1));
  return redactMembers(value, depth);
}

/** A copy of what is to be logged without secrets, at whatever depth they stand. */
export const redact = (value: unknown): unknown => redactAt(value, 0);
