import type { IdentityClaims } from '@/lib/ports';

/** Whom the tokens are for: AWS's STS. */
export const AUDIENCE = 'sts.amazonaws.com';

/**
 * What STS reads from a token beside its issuer and its times.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const tokenClaims = ({ subject, sourceIdentity }: IdentityClaims) => ({
  aud: AUDIENCE,
  sub: subject,
  ...(sourceIdentity === null
    ? {}
    : { 'https://aws.amazon.com/source_identity': sourceIdentity }),
});
