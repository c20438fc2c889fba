import { renameInGrants } from '../kms/rename-in-grants';
import { type Call, changed } from '../operation';
import type { AccountState } from '../world/types';
import { inPrincipals } from './account-arns';

const withPrincipal = (document: string, from: string, to: string): string =>
  inPrincipals(document, (principals) =>
    principals.replaceAll(JSON.stringify(from), JSON.stringify(to)),
  );

/** Rewrites every policy of an account that names principals. */
function changePolicies(
  { roles, buckets, kmsKeys }: AccountState,
  change: (document: string) => string,
): void {
  for (const role of roles.values()) role.trust = change(role.trust);
  for (const bucket of buckets.values())
    if (bucket.policy !== null) bucket.policy = change(bucket.policy);
  for (const key of kmsKeys.values()) key.policy = change(key.policy);
}

/**
 * What AWS shows in the policies and grants that name a user or role, in every account, when its ARN is
 * no longer what it was. A deleted one leaves its unique id, which nobody will ever have
 * again; a renamed one is followed.
 */
export function changePrincipal(call: Call, from: string, to: string): void {
  for (const account of call.world.accounts.values()) {
    let isChanged = false;
    const change = (document: string): string => {
      const after = document.includes(from)
        ? withPrincipal(document, from, to)
        : document;
      isChanged ||= after !== document;
      return after;
    };
    changePolicies(account, change);
    if (renameInGrants(account, from, to)) isChanged = true;
    if (isChanged) changed(call, account);
  }
}
