import * as z from 'zod';
import { sha256 } from '@/lib/core/sha256';

/** Secret of a confirmation that this uses up. A form cannot leave a field out: empty is none. */
export const confirmation = z
  .string()
  .regex(/^[a-z2-7]{0,100}$/, 'Expected a confirmation.')
  .optional();

export const hashOfConfirmation = (secret: string): string =>
  sha256(`confirmation:${secret}`);
