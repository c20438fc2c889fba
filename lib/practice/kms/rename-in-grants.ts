import type { AccountState } from '../world/types';

/** Renames a principal in the grants of an account's keys; tells whether one named it. */
export function renameInGrants(
  { kmsKeys }: AccountState,
  from: string,
  to: string,
): boolean {
  const named = [...kmsKeys.values()]
    .flatMap(({ grants }) => grants)
    .filter(({ grantee, retiring }) => grantee === from || retiring === from);
  for (const grant of named) {
    if (grant.grantee === from) grant.grantee = to;
    if (grant.retiring === from) grant.retiring = to;
  }
  return named.length > 0;
}
