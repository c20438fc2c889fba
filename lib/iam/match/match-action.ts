import { globMatches } from '../parse/glob';
import type { ActionBlock } from '../parse/policy';

/**
 * Whether `Action` or `NotAction` covers an action. Letter case does not matter.
 *
 * @param action lower-case, `service:name`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function matchAction(block: ActionBlock, action: string): boolean {
  const isListed = block.patterns.some(({ glob }) => globMatches(glob, action));
  return isListed !== block.isNegated;
}
