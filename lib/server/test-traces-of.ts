/** Base64 of a text that stands somewhere in what was encoded: by where its bytes begin. */
const withinBase64 = (text: string, kind: 'base64' | 'base64url'): string[] =>
  [0, 1, 2].map((offset) =>
    Buffer.from('\0'.repeat(offset) + text)
      .toString(kind)
      .slice(offset === 0 ? 0 : offset + 1)
      .replace(/.?.?=*$/, ''),
  );

/** Long enough to be nothing else; ends of encoded texts depend on what comes after. */
const TRACE_LENGTH = 24;

/** How a secret could look where it does not belong: as it is, and encoded. */
function formsOf(secret: string): string[] {
  const part = secret.slice(0, 3 * TRACE_LENGTH);
  const hex = Buffer.from(part).toString('hex');
  const base64 = [...withinBase64(part, 'base64'), ...withinBase64(part, 'base64url')];
  const forms = [part, encodeURIComponent(part), hex, ...base64];
  return forms.map((form) => form.slice(0, TRACE_LENGTH));
}

/** Which of the secrets stand in a text, by their first letters; a test wants none. */
export const tracesOf = (secrets: Iterable<string>, text: string): string[] =>
  [...secrets]
    .filter((secret) => formsOf(secret).some((form) => text.includes(form)))
    .map((secret) => `${secret.slice(0, 8)}…`);
