/** What JSON calls white space; a no-break space is a character like any other. */
const WHITE_SPACE = /[ \t\n\r]/g;

/**
 * Characters of a policy as IAM counts them: without white space.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policyCharacters = (text: string): number =>
  text.replace(WHITE_SPACE, '').length;
