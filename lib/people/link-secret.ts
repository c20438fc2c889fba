import { sha256 } from '@/lib/core/sha256';
import type { Random } from '@/lib/ports';

/** 260 random bits, so the hash needs no salt. */
const SECRET_LENGTH = 52;

/** What the database keeps of an invite's secret. */
export const hashOfInviteSecret = (secret: string): string => sha256(`invite:${secret}`);

/** The same of a link for a new password. */
export const hashOfResetSecret = (secret: string): string =>
  sha256(`reset-password:${secret}`);

/** The secret of a new link. */
export const newLinkSecret = (random: Pick<Random, 'base32'>): string =>
  random.base32(SECRET_LENGTH);
