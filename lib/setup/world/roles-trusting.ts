import { saySome } from '@/lib/iam/explain/list-words';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import type { RoleDetail } from '@/lib/iam/world';
import { sayCount } from '../say/sides';
import type { KnownWorld } from './load-world';

type Trusting = { roleName: string; accountId: string };

const NAMED_MAX = 3;

// Readings stay the same object while nothing was read anew, so all are looked through once.
const keptBy = new WeakMap<KnownWorld['readings'], Map<string, Trusting[]>>();

/**
 * How many roles that were read trust somebody already, with the first of them by name.
 *
 * @param whom a service, an OIDC issuer as host and path, the ARN of a SAML provider, or the id of
 *   an account
 */
export function sayTrusting(world: KnownWorld, whom: string): string {
  const roles = indexOf(world).get(whom) ?? [];
  if (roles.length === 0) return 'No role that was read here trusts it yet.';
  const nameOf = (id: string) => world.accounts.find((one) => one.id === id)?.name ?? id;
  const names = roles.map(
    ({ roleName, accountId }) => `${roleName} in ${nameOf(accountId)}`,
  );
  const trust = roles.length === 1 ? 'trusts' : 'trust';
  return `${sayCount(roles.length, 'role')} here ${trust} it already: ${saySome(names, NAMED_MAX, 'and')}.`;
}

function indexOf({ readings }: KnownWorld): Map<string, Trusting[]> {
  const kept = keptBy.get(readings);
  if (kept) return kept;
  const index = new Map<string, Trusting[]>();
  for (const [accountId, { collected }] of readings)
    for (const role of collected.RoleDetailList)
      for (const whom of trustedBy(role)) {
        const roles = index.get(whom) ?? [];
        index.set(whom, roles);
        roles.push({ roleName: role.RoleName, accountId });
      }
  keptBy.set(readings, index);
  return index;
}

const ACCOUNT = /^(?:arn:[a-z-]+:(?:iam|sts)::)?(\d{12})(?::|$)/;

/** Each once, however many statements name it. */
function trustedBy({ AssumeRolePolicyDocument }: RoleDetail): Set<string> {
  const { statements } = rememberPolicy(AssumeRolePolicyDocument, 'trust');
  return new Set(
    statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ principal }) => [
        ...(principal?.services ?? []),
        ...(principal?.federated ?? []).map((entry) =>
          entry.replace(/^arn:.*:oidc-provider\//, ''),
        ),
        ...(principal?.aws ?? []).flatMap((text) => ACCOUNT.exec(text)?.[1] ?? []),
      ]),
  );
}
