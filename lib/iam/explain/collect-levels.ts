import { accountIdOf } from '../evaluate/caller';
import type { Request } from '../evaluate/request';
import type { ReferredPolicy } from '../evaluate/target';
import { levelsOf, type OrgLevel } from '../facts/org-facts';
import { rememberPolicy } from '../parse/remember-policy';

export type CollectedLevel = {
  level: Pick<OrgLevel, 'targetId' | 'type'>;
  policies: ReferredPolicy[];
  /** Ids of attached policies that were not read. */
  unread: string[];
};

/**
 * The levels of the organization above an account, from the root down, with what is attached
 * to each: service control policies follow the caller's account, resource control policies
 * the resource's.
 */
export function collectLevels(
  { world: { org }, caller, target }: Request,
  kind: 'scp' | 'rcp',
): CollectedLevel[] {
  const accountId = kind === 'scp' ? accountIdOf(caller) : target.accountId;
  if (!org || !accountId) return [];
  return levelsOf(org, accountId).map((level) => {
    const ids =
      kind === 'scp' ? level.serviceControlPolicies : level.resourceControlPolicies;
    const policies = ids.flatMap((id) => {
      const found = org.policies.get(id);
      const ref = { name: found?.name ?? id, arn: id, kind, owner: level.targetId };
      return found
        ? [
            {
              ref: { ...ref, accountId },
              policy: rememberPolicy(found.document, kind),
            },
          ]
        : [];
    });
    return { level, policies, unread: ids.filter((id) => !org.policies.has(id)) };
  });
}
