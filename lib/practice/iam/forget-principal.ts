import { renameInGrants } from '../kms/rename-in-grants';
import { type Call, changed } from '../operation';
import type { AccountState } from '../world/types';
import { isObject } from './policy-document';

/** Replaces the ARN where it stands as a principal; the rest of the text stays as it is. */
function renamePrincipal(document: string, arn: string, id: string): string {
  let isNamed = false;
  JSON.parse(document, (key, value: unknown) => {
    if ((key === 'Principal' || key === 'NotPrincipal') && isObject(value))
      isNamed ||= Object.values(value).flat().includes(arn);
    return value;
  });
  return isNamed
    ? document.replaceAll(JSON.stringify(arn), JSON.stringify(id))
    : document;
}

/** Rewrites every policy of an account that names principals. */
function rewritePolicies(
  { roles, buckets, kmsKeys }: AccountState,
  rewrite: (document: string) => string,
): void {
  for (const role of roles.values()) role.trust = rewrite(role.trust);
  for (const bucket of buckets.values())
    if (bucket.policy !== null) bucket.policy = rewrite(bucket.policy);
  for (const key of kmsKeys.values()) key.policy = rewrite(key.policy);
}

/**
 * What AWS does to policies and grants that name a deleted user or role: the ARN turns into
 * the unique id, which nobody will ever have again.
 */
export function forgetPrincipal(call: Call, arn: string, id: string): void {
  for (const account of call.world.accounts.values()) {
    let isChanged = false;
    const rename = (document: string): string => {
      const renamed = document.includes(arn)
        ? renamePrincipal(document, arn, id)
        : document;
      isChanged ||= renamed !== document;
      return renamed;
    };
    rewritePolicies(account, rename);
    if (renameInGrants(account, arn, id)) isChanged = true;
    if (isChanged) changed(call, account);
  }
}
