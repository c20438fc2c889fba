import { createHash } from 'node:crypto';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { validateField } from '@/lib/iam/validate/validate-field';
import { sessionTagsOf } from '../iam/tags';
import { AWS_ATTRIBUTE, type SamlFields } from '../saml/saml-fields';
import { invalidIdentityToken } from './authorize-federated';
import { federatedIdentity } from './federated-identity';
import type { SessionClaims } from './token-claims';

const valuesOf = ({ attributes }: SamlFields, name: string): string[] =>
  attributes
    .filter((one) => one.name === AWS_ATTRIBUTE + name)
    .flatMap(({ values }) => values);

const TAG = `${AWS_ATTRIBUTE}PrincipalTag:`;

/** What an assertion says of the session it makes. */
export function samlSessionClaims(fields: SamlFields): SessionClaims {
  const tags = fields.attributes
    .filter(({ name }) => name.startsWith(TAG))
    .map(({ name, values }) => ({ Key: name.slice(TAG.length), Value: values[0] ?? '' }));
  return {
    tags: sessionTagsOf(tags),
    transitiveTagKeys: valuesOf(fields, 'TransitiveTagKeys'),
    sourceIdentity: federatedIdentity(valuesOf(fields, 'SourceIdentity')[0]),
  };
}

/** The session name the identity provider chose: SAML callers cannot. */
export function samlSessionName(fields: SamlFields): string {
  const [name] = valuesOf(fields, 'RoleSessionName');
  if (name === undefined)
    throw invalidIdentityToken('RoleSessionName is required in AuthnResponse');
  if (!validateField('RoleSessionName', name).valid)
    throw invalidIdentityToken(
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    );
  return name;
}

/** Whether the assertion names the role with this provider, in either order. */
export const hasRole = (fields: SamlFields, role: string, provider: string): boolean =>
  valuesOf(fields, 'Role').some((pair) => {
    const arns = pair.split(',').map((arn) => arn.trim());
    return arns.length === 2 && arns.includes(role) && arns.includes(provider);
  });

/** Seconds that the identity provider would have a session last; null when it says nothing. */
export function samlDuration(fields: SamlFields): number | null {
  const [text] = valuesOf(fields, 'SessionDuration');
  if (text === undefined) return null;
  if (validateField('DurationSeconds', text).valid) return Number(text);
  throw invalidIdentityToken('SessionDuration in AuthnResponse must be 900 to 43200');
}

const FORMAT_PREFIX = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';

export type SamlKeys = {
  subjectType: string;
  nameQualifier: string;
  /** Condition keys for the trust policy. */
  asked: Record<string, string[]>;
  /** What later requests of the session still carry. */
  kept: Record<string, string[]>;
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
export function samlKeys(fields: SamlFields, provider: string): SamlKeys {
  const document = `${parseArn(provider)?.accountId}/${nameOfArn(provider)}`;
  const nameQualifier = createHash('sha1')
    .update(fields.issuer + document)
    .digest('base64');
  const subjectType = fields.nameIdFormat.replace(FORMAT_PREFIX, '');
  const kept = {
    'saml:namequalifier': [nameQualifier],
    'saml:sub': [fields.nameId],
    'saml:sub_type': [subjectType],
  };
  const asked = {
    ...kept,
    'saml:aud': [fields.recipient],
    'saml:iss': [fields.issuer],
    'saml:doc': [document],
  };
  return { subjectType, nameQualifier, asked, kept };
}
