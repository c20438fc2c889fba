import { lookUp } from '@/lib/core/look-up';
import { listOf } from '../iam/policy-document';
import { sessionTagsOf } from '../iam/tags';
import type { Claims } from '../issuers/jwt';
import { hostOfIssuer } from '../issuers/practice-issuers';
import { invalidIdentityToken } from './authorize-federated';
import { federatedIdentity } from './federated-identity';

type Keys = Record<string, string[]>;

/**
 * Claims that AWS reads of one issuer beside `aud`, `sub` and `amr`, for trust policies only.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
const ISSUER_CLAIMS: Record<string, string[]> = {
  'token.actions.githubusercontent.com': [
    'actor',
    'actor_id',
    'enterprise_id',
    'environment',
    'job_workflow_ref',
    'ref',
    'repository',
    'repository_id',
    'workflow',
  ],
};

const texts = (value: unknown): string[] =>
  listOf(value).filter((item) => typeof item === 'string');

const keysFor = (host: string, claims: Record<string, unknown>): Keys =>
  Object.fromEntries(
    Object.entries(claims)
      .map(([claim, value]): [string, string[]] => [`${host}:${claim}`, texts(value)])
      .filter(([, values]) => values.length > 0),
  );

export type TokenKeys = {
  sub: string;
  audience: string;
  /** What the trust policy may ask for. */
  asked: Keys;
  /** What later requests of the session still carry. */
  kept: Keys;
};

/** Condition keys of an ID token; `azp`, where it stands, is the audience. */
export function tokenKeys(issuer: string, claims: Claims): TokenKeys {
  const host = hostOfIssuer(issuer);
  const { sub, azp, aud, amr } = claims;
  if (typeof sub !== 'string' || sub === '')
    throw invalidIdentityToken('Missing a required claim: sub');
  const audience = typeof azp === 'string' ? azp : texts(aud)[0];
  if (audience === undefined) throw invalidIdentityToken('Missing a required claim: aud');
  const isForOther = typeof azp === 'string';
  const kept = keysFor(host, { sub, aud: isForOther ? azp : aud, amr });
  const extra = (lookUp(ISSUER_CLAIMS, host) ?? []).map((claim) => [
    claim,
    claims[claim],
  ]);
  const asked = {
    ...kept,
    ...keysFor(host, Object.fromEntries(extra)),
    ...(isForOther && keysFor(host, { oaud: aud })),
  };
  return { sub, audience, asked, kept };
}

const AWS_CLAIM = 'https://aws.amazon.com/';
const TAG_PREFIX = `${AWS_CLAIM}tags/principal_tags/`;

const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Tags stand in one claim with members, or in one claim each. */
function tagClaims(claims: Claims): { tags: [string, unknown][]; transitive: unknown } {
  const nested = membersOf(claims[`${AWS_CLAIM}tags`]);
  const flat = Object.entries(claims)
    .filter(([claim]) => claim.startsWith(TAG_PREFIX))
    .map(([claim, value]): [string, unknown] => [claim.slice(TAG_PREFIX.length), value]);
  return {
    tags: [...Object.entries(membersOf(nested['principal_tags'])), ...flat],
    transitive:
      nested['transitive_tag_keys'] ?? claims[`${AWS_CLAIM}tags/transitive_tag_keys`],
  };
}

export type SessionClaims = {
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity: string | null;
};

/**
 * What a token says of the session it makes.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionClaims(claims: Claims): SessionClaims {
  const { tags, transitive } = tagClaims(claims);
  const given = tags.map(([Key, value]) => ({ Key, Value: texts(value)[0] ?? '' }));
  return {
    tags: sessionTagsOf(given),
    transitiveTagKeys: texts(transitive),
    sourceIdentity: federatedIdentity(texts(claims[`${AWS_CLAIM}source_identity`])[0]),
  };
}
