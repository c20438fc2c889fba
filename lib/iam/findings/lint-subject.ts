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
  findingsIn(world, (around) => placesOfSubject(around, arn));
