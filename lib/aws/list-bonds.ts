import {
  GetInstanceProfileCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListEntitiesForPolicy,
  paginateListInstanceProfilesForRole,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import { ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, AwsTarget, Bond } from '@/lib/ports';
import type { AwsContext } from './context';
import { access } from './credentials-of';
import { attempt } from './map-error';

/** What hangs on an object, read with the identity that would delete it. */
export async function listBonds(
  context: AwsContext,
  connection: AwsConnection,
  object: AwsTarget,
): Promise<Result<Bond[], AwsFailure>> {
  const opened = await access(context, connection, 'write');
  if (!opened.ok) return opened;
  const iam = opened.value.clients.iam();
  switch (object.kind) {
    case 'role':
      return attempt('iam:ListAttachedRolePolicies', () => onRole(iam, object.roleName));
    case 'managed-policy':
      return attempt('iam:ListEntitiesForPolicy', () => onPolicy(iam, object.policyArn));
    case 'instance-profile':
      return attempt('iam:GetInstanceProfile', () => inProfile(iam, object.profileName));
    default:
      return ok([]);
  }
}

async function onRole(client: IAMClient, roleName: string): Promise<Bond[]> {
  const of = { RoleName: roleName };
  const role = { principal: 'role', principalName: roleName } as const;
  const attached = await all(
    paginateListAttachedRolePolicies({ client }, of),
    ({ AttachedPolicies = [] }) => AttachedPolicies.map(({ PolicyArn }) => PolicyArn),
  );
  const inline = await all(
    paginateListRolePolicies({ client }, of),
    ({ PolicyNames = [] }) => PolicyNames,
  );
  const profiles = await all(
    paginateListInstanceProfilesForRole({ client }, of),
    ({ InstanceProfiles = [] }) =>
      InstanceProfiles.map(({ InstanceProfileName }) => InstanceProfileName),
  );
  return [
    ...attached.map(
      (policyArn) => ({ kind: 'principal-attachment', ...role, policyArn }) as const,
    ),
    ...inline.map(
      (policyName) => ({ kind: 'inline-policy', ...role, policyName }) as const,
    ),
    ...profiles.map(
      (profileName) => ({ kind: 'role-in-profile', profileName, roleName }) as const,
    ),
  ];
}

/** The names on every page. */
async function all<Page>(
  pages: AsyncIterable<Page>,
  namesOf: (page: Page) => (string | undefined)[],
): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages)
    names.push(...namesOf(page).filter((name) => name !== undefined));
  return names;
}

const USAGES = [
  ['PermissionsPolicy', 'principal-attachment'],
  ['PermissionsBoundary', 'boundary'],
] as const;

async function onPolicy(client: IAMClient, policyArn: string): Promise<Bond[]> {
  const bonds: Bond[] = [];
  for (const [PolicyUsageFilter, kind] of USAGES) {
    const of = { PolicyArn: policyArn, PolicyUsageFilter };
    const add = (principal: 'user' | 'group' | 'role', names: (string | undefined)[]) => {
      for (const principalName of names)
        if (principalName) bonds.push({ kind, principal, principalName, policyArn });
    };
    for await (const page of paginateListEntitiesForPolicy({ client }, of)) {
      add(
        'user',
        (page.PolicyUsers ?? []).map(({ UserName }) => UserName),
      );
      add(
        'group',
        (page.PolicyGroups ?? []).map(({ GroupName }) => GroupName),
      );
      add(
        'role',
        (page.PolicyRoles ?? []).map(({ RoleName }) => RoleName),
      );
    }
  }
  return bonds;
}

async function inProfile(iam: IAMClient, profileName: string): Promise<Bond[]> {
  const command = new GetInstanceProfileCommand({ InstanceProfileName: profileName });
  const { InstanceProfile } = await iam.send(command);
  return (InstanceProfile?.Roles ?? []).map(({ RoleName: roleName = '' }) => ({
    kind: 'role-in-profile',
    profileName,
    roleName,
  }));
}
