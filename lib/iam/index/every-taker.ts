import type { EstateIndex } from './estate-index';
import type { Circumstances } from './judge-taking';
import type { ReducedPrincipal } from './reduced';
import { soughtAt } from './sought';
import { takersOfSought, type WhoCan } from './who-can';

/** A role of an estate with everybody who can take it. */
export type RoleTakers = { role: ReducedPrincipal; answer: WhoCan };

/**
 * Who can take each role of an estate, role by role: the same as asking `whoCan` for every one,
 * without looking it up. A role that an account holds under the ARN of another is not found by
 * it and left out.
 */
export function* everyTaker(
  index: EstateIndex,
  circumstances: Circumstances,
): Generator<RoleTakers> {
  for (const home of index.accounts.values()) {
    for (const role of home.principals()) {
      const isFound = role.arn.split(':', 5)[4] === home.accountId;
      const sought = isFound ? soughtAt(index, { role, home }, circumstances) : null;
      if (sought) yield { role, answer: takersOfSought(sought) };
    }
  }
}
