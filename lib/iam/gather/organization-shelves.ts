import { lookUp } from '@/lib/core/look-up';
import { type Caller, isAccountCaller, isServiceLinkedCaller } from '../evaluate/caller';
import { isMember, levelsOf, type OrgFacts, type OrgLevel } from '../facts/org-facts';
import type { WorldFacts } from '../facts/world-facts';
import { rememberPolicy } from '../parse/remember-policy';
import { type Shelf, unreadDocument } from './shelf';

/** The account whose service control policies bear on a caller; null when none do. */
export function scpAccountOf({ org }: WorldFacts, caller: Caller): string | null {
  const isUnder =
    isAccountCaller(caller) &&
    isMember(org, caller.accountId) &&
    caller.accountId !== org?.managementAccountId &&
    !isServiceLinkedCaller(caller);
  return isUnder ? caller.accountId : null;
}

/** The account whose resource control policies bear on its resources; null when none do. */
export function rcpAccountOf(
  { org }: WorldFacts,
  accountId: string | null,
): string | null {
  const isUnder = isMember(org, accountId) && accountId !== org?.managementAccountId;
  return isUnder ? accountId : null;
}

/** What is attached to one level of the organization. */
export type LevelShelf = Shelf & { level: Pick<OrgLevel, 'targetId' | 'type'> };

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Policies that AWS writes and never changes, known though nobody read them. */
const FULL_ACCESS: Record<string, { name: string; document: unknown }> = {
  'p-FullAWSAccess': { name: 'FullAWSAccess', document: { Statement: [ALLOW_ALL] } },
  'p-RCPFullAWSAccess': {
    name: 'RCPFullAWSAccess',
    document: { Statement: [{ ...ALLOW_ALL, Principal: '*' }] },
  },
};

const ATTACHED = {
  scp: 'serviceControlPolicies',
  rcp: 'resourceControlPolicies',
} as const;

/** The organization's policies of one kind for an account, one shelf a level from the root down. */
export function levelShelves(
  { org }: WorldFacts,
  accountId: string,
  kind: 'scp' | 'rcp',
): LevelShelf[] {
  return org
    ? levelsOf(org, accountId).map((level) => readLevel(org, level, accountId, kind))
    : [];
}

function readLevel(
  org: OrgFacts,
  level: OrgLevel,
  accountId: string,
  kind: 'scp' | 'rcp',
): LevelShelf {
  const shelf: LevelShelf = { level, policies: [], unread: [] };
  for (const id of level[ATTACHED[kind]]) {
    const found = org.policies.get(id) ?? lookUp(FULL_ACCESS, id);
    if (found) {
      const ref = { name: found.name, arn: id, kind, owner: level.targetId, accountId };
      shelf.policies.push({ ref, policy: rememberPolicy(found.document, kind) });
    } else {
      shelf.unread.push(unreadDocument(id));
    }
  }
  return shelf;
}
