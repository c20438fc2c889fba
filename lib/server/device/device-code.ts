import * as z from 'zod';
import type { AppError } from '@/lib/core/errors';
import { WorkspaceId } from '@/lib/core/ids';
import { sha256 } from '@/lib/core/sha256';
import { confirmation } from '@/lib/credentials/confirmation';
import type { Random } from '@/lib/ports';

/** How long a code is good for. */
export const DEVICE_MS = 5 * 60_000;
/** How often the waiting command may ask. */
export const POLL_SECONDS = 2;

const DEVICE_LENGTH = 52;
const TYPED_LENGTH = 8;
const DRAWN = 64;
/** Consonants, so that no word comes of it and no digit is mistaken. */
const OTHER_LETTERS = /[^bcdfghjklmnpqrstvwxz]/g;

/** The secret of the waiting command. */
export const newDeviceCode = (random: Pick<Random, 'base32'>): string =>
  random.base32(DEVICE_LENGTH);

/**
 * What a person reads on one screen and types at another: `BCDF-GHJK`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-6.1
 */
export function newTypedCode(random: Pick<Random, 'base32'>): string {
  let letters = '';
  while (letters.length < TYPED_LENGTH)
    letters += random.base32(DRAWN).replace(OTHER_LETTERS, '');
  const half = TYPED_LENGTH / 2;
  const code = letters.slice(0, TYPED_LENGTH).toUpperCase();
  return `${code.slice(0, half)}-${code.slice(half)}`;
}

export const hashOfDeviceCode = (code: string): string => sha256(`device-code:${code}`);
export const hashOfTypedCode = (code: string): string => sha256(`typed-code:${code}`);

/** However it was typed: small letters, blanks and dashes do not matter. */
const TypedCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(
    z
      .string()
      .regex(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/, 'Type the eight letters of the code.')
      .transform((code) => `${code.slice(0, 4)}-${code.slice(4)}`),
  );

export const StartInput = z.strictObject({
  /** The computer; all that is shown of what the program says about itself. */
  name: z.string().regex(/^[\w.-]{1,64}$/, 'Expected the name of a computer.'),
  /** The e-mail or the handle of whoever will type the code. */
  person: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[^\s<>]{2,254}$/, 'Expected an e-mail address or a handle.'),
  codeChallenge: z.string().regex(/^[\w-]{43}$/, 'Expected an S256 challenge.'),
});
export type StartInput = z.infer<typeof StartInput>;

export const LookInput = z.strictObject({ code: TypedCode });
export type LookInput = z.infer<typeof LookInput>;

export const AnswerInput = z.strictObject({
  code: TypedCode,
  /** The workspace that the person was shown. */
  workspaceId: WorkspaceId,
  isAllowed: z.boolean(),
  confirmation,
});
export type AnswerInput = z.infer<typeof AnswerInput>;

export const RedeemInput = z.strictObject({
  deviceCode: z.string().regex(/^[a-z2-7]{52}$/, 'Expected a device code.'),
  verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'Expected a PKCE verifier.'),
});
export type RedeemInput = z.infer<typeof RedeemInput>;

export const codesAreOff: AppError = {
  kind: 'conflict',
  message:
    'Signing in by a typed code is off. Run drawbridge login without --device, or ask an administrator to allow codes in Settings.',
};

export const wrongCode: AppError = {
  kind: 'invalid_input',
  message:
    'This code is wrong, was used, has run out, or was asked for by somebody else. Run drawbridge login --device again.',
  fields: { code: 'Not a code of yours that can be used.' },
};
