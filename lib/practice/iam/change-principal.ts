import { type Call, changed } from '../operation';

/** A principal element that names kinds; it holds no other object. */
const PRINCIPALS = /"(?:Not)?Principal"\s*:\s*\{[^{}]*\}/g;

/** Replaces the text where it stands as a principal; the rest stays as it is. */
const withPrincipal = (document: string, from: string, to: string): string =>
  document.replace(PRINCIPALS, (principals) =>
    principals.replaceAll(JSON.stringify(from), JSON.stringify(to)),
  );

/**
 * What AWS shows in the policies that name a user or role, in every account, when its ARN is
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
    for (const role of account.roles.values()) role.trust = change(role.trust);
    for (const bucket of account.buckets.values())
      if (bucket.policy !== null) bucket.policy = change(bucket.policy);
    if (isChanged) changed(call, account);
  }
}
