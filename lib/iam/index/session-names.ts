import { once } from '@/lib/core/once';
import type { ReducedPrincipal } from './reduced';
import type { TrustTable } from './trust-table';

const SESSION_ARN = /^(arn:[^:]+:sts::\d{12}:assumed-role\/[^/]+)\/([^*?]+)$/;
const SESSION_USER_ID = /^(\w+):(.+)$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/**
 * Session names that trust policies ask of a role's sessions, by their ARN or by `aws:userid`.
 * Whoever takes the role chooses the name, so these names are worth trying.
 */
export function sessionNamesIn(
  trusts: () => TrustTable,
): (role: Pick<ReducedPrincipal, 'arn' | 'id'>) => string[] {
  const byRole = once(() => {
    const names = new Map<string, Set<string>>();
    const { byName, userIds } = trusts();
    for (const entry of byName.keys()) note(names, SESSION_ARN.exec(entry));
    for (const entry of userIds) note(names, SESSION_USER_ID.exec(entry));
    return names;
  });
  return ({ arn, id }) => {
    const names = byRole();
    if (names.size === 0) return [];
    const asked = [names.get(sessionPrefixOf(arn)), names.get(id)];
    return [...new Set(asked.flatMap((some) => [...(some ?? [])]))];
  };
}

function note(names: Map<string, Set<string>>, found: RegExpExecArray | null): void {
  const [, role = '', session = ''] = found ?? [];
  const name = /[*?]/.test(session) ? nameLike(session) : session;
  if (name) names.set(role, (names.get(role) ?? new Set()).add(name));
}

/** A session name that fits a pattern; null where every name does, or none. */
function nameLike(pattern: string): string | null {
  if (pattern === '*') return null;
  const letters = pattern.replaceAll('?', 'x');
  const short = letters.replaceAll('*', '');
  const name = short.length < 2 ? letters.replaceAll('*', 'xx') : short;
  return SESSION_NAME.test(name) ? name : null;
}

/** `arn:aws:sts::111122223333:assumed-role/deploy`, to which a session's name is added. */
export function sessionPrefixOf(roleArn: string): string {
  const [arn, partition, , , accountId, resource = ''] = roleArn.split(':');
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return `${arn}:${partition}:sts::${accountId}:assumed-role/${name}`;
}
