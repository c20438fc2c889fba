import type { AccountFacts } from '../facts/account-facts';
import type { WorldFacts } from '../facts/world-facts';
import { placesOfSubject } from './documents';
import type { Finding } from './finding';
import { findingsIn } from './findings-in';

/**
 * The findings of `lint` about one role, user, group, bucket or key, at the cost of what hangs
 * on it and of whom its trust policy names. Empty for an ARN that was not collected. Never
 * throws.
 */
export const lintSubject = (world: WorldFacts, arn: string): Finding[] =>
  lintSubjects(world, () => [arn]);

/** The same of several, by the account that they are in. */
export const lintSubjects = (
  world: WorldFacts,
  arnsIn: (account: AccountFacts) => string[],
): Finding[] =>
  findingsIn(world, (around) =>
    arnsIn(around.account).flatMap((arn) => placesOfSubject(around, arn)),
  );
