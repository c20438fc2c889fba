import type { World } from '../world/types';

/** A principal element that names kinds; it holds no other object. */
const PRINCIPALS = /"(?:Not)?Principal"\s*:\s*\{[^{}]*\}/g;

/** Changes the text where it names principals; the rest stays as it is. */
export const inPrincipals = (
  document: string,
  change: (principals: string) => string,
): string => document.replace(PRINCIPALS, change);

/**
 * What AWS saves of a document that names accounts by their bare ids: the ARN of each.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export const withAccountArns = ({ accounts }: World, document: string): string =>
  inPrincipals(document, (principals) =>
    principals.replace(/"(\d{12})"/g, (bare, id: string) => {
      const account = accounts.get(id);
      return account ? `"arn:${account.partition}:iam::${id}:root"` : bare;
    }),
  );
