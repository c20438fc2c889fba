import { parseArn } from '@/lib/core/arn';
import type { BankView } from '@/lib/core/views';
import type { Denial } from '@/lib/iam/doctor/denial';
import { ownerOf } from '@/lib/iam/facts/owner-of';
import { findAccount, type WorldFacts } from '@/lib/iam/facts/world-facts';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { principalOfText } from '@/lib/iam/principal-of-text';
import type { Principal } from '@/lib/iam/question';
import type { AccountNames } from '../account-names';
import { bankOfParty } from '../bridge-of';
import { EVERYONE, federatedParty, principalParty, serviceParty } from '../parties';
import type { DenialQuestion } from '../questions';
import type { DenialPart } from './diagnosis';

/** Who was refused what: enough to ask the engine. */
export type DeniedRequest = { principal: Principal; action: string; resource: string };

/** The request of a message; what the person added counts before what was read. */
export function partsOf(
  denial: Denial | null,
  added: DenialQuestion,
  world: WorldFacts,
): Record<DenialPart, string | null> {
  const action = added.action || (denial?.action ?? null);
  const resource = added.resource || (denial?.resource ?? null);
  const principal =
    added.principal || (denial?.caller ?? soleProvider(action, resource, world));
  return { principal, action, resource };
}

/** Whose tokens a role takes, where it takes those of one provider: a sign-in names nobody. */
function soleProvider(
  action: string | null,
  resource: string | null,
  world: WorldFacts,
): string | null {
  if (!resource || !action?.startsWith('sts:AssumeRoleWith')) return null;
  const { accountId = '', partition = '' } = parseArn(resource) ?? {};
  const role = findAccount(world, accountId, partition)?.rolesByArn.get(resource);
  const statements = role
    ? rememberPolicy(role.AssumeRolePolicyDocument, 'trust').statements
    : [];
  const providers = new Set(
    statements.flatMap(({ principal }) => principal?.federated ?? []),
  );
  const [provider] = providers;
  return providers.size === 1 && provider ? provider : null;
}

/** The request, or which of its parts are missing. */
export function requestOf({
  principal,
  action,
  resource,
}: Record<DenialPart, string | null>): DeniedRequest | { missing: DenialPart[] } {
  const who = principal === '*' ? '*' : principal && principalOfText(principal);
  if (who && action && resource) return { principal: who, action, resource };
  return {
    missing: [
      ...(who ? [] : ['principal' as const]),
      ...(action ? [] : ['action' as const]),
      ...(resource ? [] : ['resource' as const]),
    ],
  };
}

const ASKS: Record<DenialPart, string> = {
  principal:
    'who asked (for a role session, the ARN that aws sts get-caller-identity prints)',
  action: 'the action that was refused',
  resource: 'the ARN of the resource it was refused on',
};

/** What has to be added to a message that was read. */
export function sayMissing(missing: DenialPart[], denial: Denial | null): string {
  if (!denial)
    return 'This does not read like an access denied message of AWS. Paste the whole message, or fill in the three fields.';
  const asked = missing.map((part) => ASKS[part]).join('; ');
  const decode = denial.encodedMessage
    ? ' Or paste what aws sts decode-authorization-message prints for the encoded part, run with credentials of the account.'
    : '';
  return `The message does not say everything. Add ${asked}.${decode}`;
}

export function bankOfCaller(
  principal: Principal,
  names: AccountNames,
  world: WorldFacts,
  resource: string,
): BankView {
  if (principal === '*') return bankOfParty(EVERYONE);
  if ('AWS' in principal) return bankOfParty(principalParty(principal.AWS, names));
  if ('Service' in principal) return bankOfParty(serviceParty(principal.Service));
  const { accountId = '' } = parseArn(resource) ?? {};
  const role = world.accounts.get(accountId)?.rolesByArn.get(resource);
  return role
    ? bankOfParty(federatedParty(principal.Federated, role))
    : bankOfParty(serviceParty(principal.Federated));
}

/** `deploy`, `app-logs/logs/a.txt`, `key/1234…`: a resource as a picture shows it. */
export const nameOfResource = (resource: string): string =>
  (parseArn(resource)?.resource ?? resource).replace(/^role\/(?:.*\/)?/, '');

export function bankOfResource(
  world: WorldFacts,
  resource: string,
  names: AccountNames,
): BankView {
  const accountId = ownerOf(world, resource);
  const account = accountId ? names(accountId) : null;
  return {
    shape: 'trusting',
    title: nameOfResource(resource),
    subtitle: account ? `in ${account.name}` : '',
    accountId,
    isProduction: account?.isProduction ?? false,
  };
}
