import { hostOfProvider } from '@/lib/iam/doctor/trusted-issuers';
import { saySome } from '@/lib/iam/explain/list-words';
import { isGuardedBy } from '@/lib/iam/findings/conditions';
import { covers } from '@/lib/iam/findings/principals';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { CollectedAccount } from '@/lib/iam/world';

const ACTION = 'sts:AssumeRoleWithWebIdentity';
const SAID_MAX = 5;

/** That a plan adds an audience to a provider, and which roles take tokens for it from then on. */
export function sayAudienceAdded(
  providerArn: string,
  audience: string,
  { name, collected }: { name: string; collected: CollectedAccount },
): string {
  const others = rolesForAnyAudience(collected, providerArn);
  const standing = collected.OpenIDConnectProviders?.find(
    ({ Arn }) => Arn === providerArn,
  );
  const taken = saySome(standing?.ClientIDList ?? [], SAID_MAX, 'and') || 'none';
  const then =
    others.length === 0
      ? `Other roles of ${name} can then ask for it too.`
      : `${saySome(others, SAID_MAX, 'and')} of ${name} ${others.length === 1 ? 'asks' : 'ask'} tokens of this provider for no audience, and so ${others.length === 1 ? 'takes' : 'take'} those for ${audience} too from then on.`;
  return `The provider for ${hostOfProvider(providerArn)} in ${name} does not take the audience ${audience} yet (it takes: ${taken}). The plan adds it. ${then}`;
}

/** Roles that take every token of a provider whose audience the provider takes. */
const rolesForAnyAudience = (
  { RoleDetailList }: CollectedAccount,
  providerArn: string,
): string[] =>
  RoleDetailList.filter(({ AssumeRolePolicyDocument }) =>
    rememberPolicy(AssumeRolePolicyDocument, 'trust').statements.some(
      (statement) =>
        statement.effect === 'Allow' &&
        covers(statement, ACTION) &&
        statement.principal?.federated.includes(providerArn) === true &&
        !isGuardedBy(statement, `${hostOfProvider(providerArn)}:aud`),
    ),
  ).map(({ RoleName }) => RoleName);
