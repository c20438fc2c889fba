import { type Call, changed } from '../operation';
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

/**
 * What AWS does to policies that name a deleted user or role: the ARN turns into the unique
 * id, which nobody will ever have again.
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
    for (const role of account.roles.values()) role.trust = rename(role.trust);
    for (const bucket of account.buckets.values())
      if (bucket.policy !== null) bucket.policy = rename(bucket.policy);
    if (isChanged) changed(call, account);
  }
}
