import type { TrustTable } from '../index/trust-table';

const SESSION_ARN = /^(arn:[^:]+:sts::\d{12}):assumed-role\/([^/]+)\/(.+)$/;

/**
 * Session names that trust policies ask of a role's sessions, by the role's ARN without its
 * path. Whoever takes the role chooses the name, so these names are worth trying.
 */
export function sessionNamesIn({ byName }: TrustTable): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const entry of byName.keys()) note(names, entry);
  return names;
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
