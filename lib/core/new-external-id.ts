const RANDOM_LENGTH = 26;

/** An external ID of our making: 130 bits behind a prefix that tells whose it is. */
export const newExternalId = (random: { base32(length: number): string }): string =>
  `db1-${random.base32(RANDOM_LENGTH)}`;
