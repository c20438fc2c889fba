import type { Random } from '@/lib/ports';

const RANDOM_LENGTH = 26;

/** An external ID of our making: 130 bits behind a prefix that tells whose it is. */
export const newExternalId = (random: Pick<Random, 'base32'>): string =>
  `db1-${random.base32(RANDOM_LENGTH)}`;
