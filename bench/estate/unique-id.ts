import { randomFor } from './random';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const RANDOM_CHARACTERS = 17;

/**
 * The unique id that AWS gave to what `label` names, such as `AROA…` for a role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function uniqueId(seed: number, prefix: string, label: string): string {
  const random = randomFor(seed, `id/${prefix}/${label}`);
  let id = prefix;
  for (let place = 0; place < RANDOM_CHARACTERS; place++) {
    id += ALPHABET[random.below(ALPHABET.length)];
  }
  return id;
}

/** The id of the entity that had this ARN before, was deleted and was made anew. */
export const formerUniqueId = (seed: number, prefix: string, arn: string): string =>
  uniqueId(seed, prefix, `${arn} of before`);

/** `length` hexadecimal digits that `label` fixes. */
export const hexText = (seed: number, label: string, length: number): string => {
  const random = randomFor(seed, `hex/${label}`);
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
};
