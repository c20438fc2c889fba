/**
 * Characters of a policy that are read at most, white space included: more than any document
 * that AWS takes, however widely it is printed.
 */
export const POLICY_TEXT_MAX = 60_000;
