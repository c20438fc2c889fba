'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { typedAnswerOf } from '@/components/ui/answer-of';
import { Banner } from '@/components/ui/banner';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { rolePath, sessionsOfRolePath } from '@/lib/core/links';
import type { ReachedRoles } from '@/lib/inventory/reach-roles';

type ReachedRole = ReachedRoles['reachable'][number];

export const reachableQuery = (roleArn: string) =>
  queryOptions({
    queryKey: ['reachable-roles', roleArn],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ principal: roleArn });
      const response = await fetch(`/api/v1/reach?${query}`, { signal });
      return typedAnswerOf<ReachedRoles>(response, 'reachable');
    },
    retry: false,
  });

type ReachableRolesProps = {
  roleArn: string;
  /** Roles that CloudTrail tells of already. */
  taken: readonly string[];
};

/**
 * Where sessions of the role could have gone on to, by the latest reading: CloudTrail may be
 * late, or not be read at all. What could have been taken is looked at, and never revoked at once.
 */
export function ReachableRoles({ roleArn, taken }: ReachableRolesProps) {
  const { data, error } = useQuery(reachableQuery(roleArn));
  if (error)
    return (
      <Banner tone="warn" title="Where it could have gone on to is not known">
        {error.message}
      </Banner>
    );
  const others = (data?.reachable ?? []).filter(({ role }) => !taken.includes(role));
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="reachable-title" className="grid gap-2">
      <h3 id="reachable-title">
        {others.length === 1
          ? 'One more role could have been taken'
          : `${others.length} more roles could have been taken`}
      </h3>
      <p className="text-sm text-muted">
        By the latest reading, sessions of {nameOfArn(roleArn)} may go on to these.
        Nothing says that one did, and none of them is revoked. Look at the sessions of
        those that matter.
      </p>
      <ul className="grid max-h-72 gap-2 overflow-y-auto">
        {others.map((reached) => (
          <ReachableRow key={reached.role} reached={reached} />
        ))}
      </ul>
    </section>
  );
}

function ReachableRow({
  reached: { role, path, conditionKeys },
}: {
  reached: ReachedRole;
}) {
  const name = nameOfArn(role);
  return (
    <li className="flex flex-wrap justify-between gap-x-4 border-t border-hairline pt-2">
      <span className="wrap-anywhere">
        <Link href={rolePath(role)}>{name}</Link> in {parseArn(role)?.accountId}
        <span className="block text-xs text-muted">{sayWay(path, conditionKeys)}</span>
      </span>
      <Link href={sessionsOfRolePath(role)} aria-label={`Sessions of ${name}`}>
        Sessions
      </Link>
    </li>
  );
}

function sayWay(path: readonly string[], conditionKeys: readonly string[]): string {
  const by = path.slice(0, -1).map(nameOfArn).join(', ');
  const way = by ? `by way of ${by}` : 'at once';
  return conditionKeys.length > 0
    ? `${way}, depending on ${conditionKeys.join(', ')}`
    : way;
}
