import type { WorldFacts } from '../facts/world-facts';
import { placesOf } from './documents';
import type { Finding } from './finding';
import { findingsIn } from './findings-in';

/**
 * Everything in a world's policies that a person should look at, each with its reason and,
 * where a document can mend it, the document. One finding a rule and statement; a managed
 * policy is looked at once for each of its holders. Never throws.
 */
export const lint = (world: WorldFacts): Finding[] => findingsIn(world, placesOf);
