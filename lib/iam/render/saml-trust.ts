import type { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import { actionsOf, conditionOf, type Guard } from './guards/guard';
import { distinct, policyOf, type RenderedPolicy } from './policy-text';

/** What an assertion can say of a person; of an affiliation it can say several. */
type SamlPeopleKey = 'SAML:sub' | 'SAML:eduPersonAffiliation';

type SamlTrust = {
  /** Providers in the role's own account. */
  providerArns: string[];
  /** Sign-in pages that the assertion may be made for. */
  audiences: string[];
  /** Only these people: by their name, or by what their organisation says they are. */
  people?: { key: SamlPeopleKey; values: string[] };
  guard: Guard;
};

const OPERATORS = {
  'SAML:sub': 'StringEquals',
  'SAML:eduPersonAffiliation': 'ForAnyValue:StringEquals',
} as const;

/**
 * Trust policy for people who sign in by SAML. The audience is demanded: an assertion made for
 * another service is refused.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 */
export const renderSamlTrust = ({
  providerArns,
  audiences,
  people,
  guard,
}: SamlTrust): RenderedPolicy =>
  policyOf({
    Sid: 'SignInsMayAssume',
    Effect: 'Allow',
    Principal: { Federated: distinct(providerArns) },
    Action: actionsOf('sts:AssumeRoleWithSAML', guard),
    ...conditionOf(
      [
        { operator: 'StringEquals', key: 'SAML:aud', values: audiences },
        ...(people ? [{ operator: OPERATORS[people.key], ...people }] : []),
      ],
      guard,
    ),
  });

/**
 * The audience of the console's sign-in page; null where AWS has not published the page's
 * address.
 */
export function samlAudience(partition: Partition): string | null {
  const { signinHost } = PARTITIONS[partition];
  return signinHost === null ? null : `https://${signinHost}/saml`;
}
