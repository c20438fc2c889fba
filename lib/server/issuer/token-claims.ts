import { TOKEN_AUDIENCE } from '@/lib/credentials/issuer/subject';
import type { IdentityClaims } from '@/lib/ports';

/**
 * What STS reads from a token beside its issuer and its times.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const tokenClaims = ({ subject, sourceIdentity, tags }: IdentityClaims) => ({
  aud: TOKEN_AUDIENCE,
  sub: subject,
  ...(sourceIdentity === null
    ? {}
    : { 'https://aws.amazon.com/source_identity': sourceIdentity }),
  ...(tags === null ? {} : { 'https://aws.amazon.com/tags': tagsClaim(tags) }),
});

const tagsClaim = (tags: Record<string, string>) => ({
  principal_tags: Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key, [value]]),
  ),
  transitive_tag_keys: Object.keys(tags),
});
