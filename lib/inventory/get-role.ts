import { requirePermission } from '@/lib/auth/permissions';
import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { isOpenGrant } from '@/lib/core/open-grant';
import { err, ok, type Result } from '@/lib/core/result';
import { type AccountFacts, maxSessionSeconds } from '@/lib/iam/facts/account-facts';
import type { RoleDetail } from '@/lib/iam/world';
import type {
  Actor,
  Clock,
  CrossingStore,
  GrantStore,
  PlanStore,
  WorkspaceStore,
} from '@/lib/ports';
import { isoOf } from './build-crossings';
import { capabilitiesOf } from './capabilities';
import { ownUseOf } from './own-use';
import { portalUseOf } from './portal/portal-use';
import { programUseOf } from './program-use';
import { roleBridge, sayWhoCan } from './role-bridge';
import { roleFindings } from './role-findings';
import { policyViewOf, rolePolicies } from './role-policies';
import { roleRefOf } from './role-ref';
import type { RoleDetailView } from './role-schema';
import type { CrossingRow } from './schema';
import { type InventoryWorld, loadWorld, type Reading, type WorldDeps } from './world';

type Deps = WorldDeps & {
  crossings: Pick<CrossingStore, 'listOfRole'>;
  plans: Pick<PlanStore, 'findByRole'>;
  grants: Pick<GrantStore, 'findOffered'>;
  workspaces: Pick<WorkspaceStore, 'portalOf'>;
  clock: Pick<Clock, 'now'>;
  env: { practice: { url: string } | null };
};

/** One role: who can become it, what it may do, and every document that decides. */
export async function getRole(
  deps: Deps,
  actor: Actor,
  roleArn: string,
): Promise<Result<RoleDetailView, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const { workspaceId } = actor;
  const now = deps.clock.now();
  const [world, who, plan, offered, portal] = await Promise.all([
    loadWorld(deps, workspaceId),
    deps.crossings.listOfRole(workspaceId, roleArn),
    deps.plans.findByRole(workspaceId, roleArn),
    deps.grants.findOffered(actor, roleArn, now),
    deps.workspaces.portalOf(workspaceId),
  ]);
  const found = findRole(world, roleArn);
  if (!found) return err({ kind: 'not_found', what: `The role ${roleArn}` });
  const isPractice = actor.workspaceKind === 'practice';
  const endpointUrl = (isPractice && deps.env.practice?.url) || null;
  const place = { ...roleRefOf(roleArn, world.names), isPractice, endpointUrl };
  return ok({
    ...describeRole(found, world),
    ...whoPart(found, world, who),
    reviewOn: plan?.reviewOn.toISOString() ?? null,
    purpose: plan?.purpose || null,
    owner: plan?.owner || null,
    ticket: plan?.ticket || null,
    ownedByPlanId: plan?.planId ?? null,
    isGranted: offered?.grants.some((grant) => isOpenGrant(grant, now)) ?? false,
    ownUse: ownUseOf(found.role, place),
    programUse: programUseOf(found.role, place),
    portalUse: portalUseOf(roleArn, portal, place),
  });
}

type Found = { role: RoleDetail; account: AccountFacts; reading: Reading };

function findRole(world: InventoryWorld, roleArn: string): Found | null {
  const { accountId = '' } = parseArn(roleArn) ?? {};
  const account = world.facts.accounts.get(accountId);
  const role = account?.rolesByArn.get(roleArn);
  const reading = world.readings.get(accountId);
  return account && role && reading ? { role, account, reading } : null;
}

function describeRole({ role, account, reading }: Found, world: InventoryWorld) {
  const policies = rolePolicies(role, account, world.facts);
  const reference = roleRefOf(role.Arn, world.names);
  const settings = reading.account.RoleSettings?.[role.RoleName];
  return {
    role: reference,
    description: settings?.Description ?? '',
    path: role.Path,
    tags: (role.Tags ?? []).map(({ Key, Value }) => ({ key: Key, value: Value })),
    maxSessionSeconds: maxSessionSeconds(account, role.RoleName),
    createdAt: isoOf(role.CreateDate),
    lastUsedAt: isoOf(role.RoleLastUsed?.LastUsedDate),
    lastUsedRegion: role.RoleLastUsed?.Region ?? null,
    can: capabilitiesOf(policies, reference.accountName),
    policies: policies.map(policyViewOf),
    findings: roleFindings(role.Arn, policies, world.facts),
    snapshotId: reading.snapshotId,
    readAt: reading.takenAt.toISOString(),
  };
}

function whoPart({ role, account }: Found, world: InventoryWorld, who: CrossingRow[]) {
  const reference = roleRefOf(role.Arn, world.names);
  const seconds = maxSessionSeconds(account, role.RoleName);
  return {
    who,
    bridge: roleBridge(reference, seconds, who),
    sentence: sayWhoCan(reference.name, who),
  };
}
