import { TOKEN_AUDIENCE } from '@/lib/credentials/issuer/subject';
import type { IdentityClaims } from '@/lib/ports';

/**
 * What STS reads from a token beside its issuer and its times.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const tokenClaims = ({ subject, sourceIdentity }: IdentityClaims) => ({
  aud: TOKEN_AUDIENCE,
  sub: subject,
  ...(sourceIdentity === null
    ? {}
    : { 'https://aws.amazon.com/source_identity': sourceIdentity }),
});
