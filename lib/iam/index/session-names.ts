import { once } from '@/lib/core/once';
import type { TrustTable } from './trust-table';

const SESSION_ARN = /^(arn:[^:]+:sts::\d{12}):assumed-role\/([^/]+)\/(.+)$/;

/**
 * Session names that trust policies ask of a role's sessions, by the role's ARN. Whoever takes
 * the role chooses the name, so these names are worth trying.
 */
export function sessionNamesIn(trusts: () => TrustTable): (roleArn: string) => string[] {
  const byPrefix = once(() => {
    const names = new Map<string, Set<string>>();
    for (const entry of trusts().byName.keys()) note(names, entry);
    return names;
  });
  return (roleArn) =>
    byPrefix().size === 0 ? [] : [...(byPrefix().get(sessionPrefixOf(roleArn)) ?? [])];
}

function note(names: Map<string, Set<string>>, entry: string): void {
  const [, prefix, role, session] = SESSION_ARN.exec(entry) ?? [];
  if (!prefix || !role || !session) return;
  const key = sessionKey(prefix, role);
  names.set(key, (names.get(key) ?? new Set()).add(session));
}

const sessionKey = (prefix: string, role: string): string =>
  `${prefix}:assumed-role/${role}`;

/** `arn:aws:sts::111122223333:assumed-role/deploy`, to which a session's name is added. */
export function sessionPrefixOf(roleArn: string): string {
  const [arn, partition, , , accountId, resource = ''] = roleArn.split(':');
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return sessionKey(`${arn}:${partition}:sts::${accountId}`, name);
}
