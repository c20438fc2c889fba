import type { NamedGrant } from '@/lib/ports';

/**
 * The one grant that a person takes a role by when several give it. They are never mixed: the
 * length of one does not go with the missing limit of another. First the one that takes the
 * least away from the session, then the longest, then the one that ends last, then the oldest.
 */
export function chooseGrant(grants: readonly NamedGrant[]): NamedGrant | null {
  return [...grants].sort(byMost)[0] ?? null;
}

const ORDER: ((grant: NamedGrant) => number)[] = [
  limitsTotal,
  ({ maxSeconds }) => -(maxSeconds ?? Number.MAX_SAFE_INTEGER),
  ({ endsAt }) => -(endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER),
  ({ createdAt }) => createdAt.getTime(),
];

function byMost(a: NamedGrant, b: NamedGrant): number {
  for (const rank of ORDER) {
    const difference = rank(a) - rank(b);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : 1;
}

function limitsTotal({ isReadOnly, services, fromIp }: NamedGrant): number {
  return [isReadOnly, services.length > 0, fromIp !== null].filter(Boolean).length;
}
