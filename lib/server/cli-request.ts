import * as z from 'zod';

const LAST_PORT = 65_535;
/** A listener on the person's own computer, as the loopback redirect of RFC 8252 has it. */
const LOOPBACK = /^http:\/\/127\.0\.0\.1:([1-9]\d{3,4})\/callback$/;

const isLoopback = (uri: string): boolean =>
  Number(LOOPBACK.exec(uri)?.[1] ?? LAST_PORT + 1) <= LAST_PORT;

/** Where a code may be sent: nowhere but to this computer. */
export const LoopbackUri = z
  .string()
  .refine(isLoopback, 'Expected http://127.0.0.1:<port>/callback.');

/**
 * What `drawbridge login` asks for: the query of the page, and what its button posts.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export const CliRequest = z.strictObject({
  /** The computer; all that is shown of what the program says about itself. */
  name: z.string().regex(/^[\w.-]{1,64}$/, 'Expected the name of a computer.'),
  redirectUri: LoopbackUri,
  state: z.string().regex(/^[\w-]{22,128}$/, 'Expected a random state.'),
  codeChallenge: z.string().regex(/^[\w-]{43}$/, 'Expected an S256 challenge.'),
});
export type CliRequest = z.infer<typeof CliRequest>;

/** The listener's address with the outcome; the state tells it that it asked for it. */
export function callbackOf(
  { redirectUri, state }: CliRequest,
  outcome: { code: string } | { error: 'access_denied' },
): string {
  const url = new URL(redirectUri);
  url.search = new URLSearchParams({ ...outcome, state }).toString();
  return url.href;
}
