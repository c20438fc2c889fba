import { bondText } from '@/lib/core/bond-text';
import { NO_GUARD } from '@/lib/iam/render/guards/guard';
import { policyText, type RenderedPolicy } from '@/lib/iam/render/policy-text';
import { renderServiceTrust } from '@/lib/iam/render/service-trust';
import type { AwsTarget } from '@/lib/ports';
import type { Piece } from './piece';
import { ROLE_PATH } from './role-request';
import { tagPieces } from './tag-pieces';
import type { NamedUse, NewWorkloadRole } from './workload-request';

/**
 * A new role that its service takes, and for EC2 the profile that an instance takes it from. It
 * trusts the service and nobody else: to trust the bucket's account would let in people, and no
 * workload.
 */
export function workloadRolePieces({ who, newRole }: NamedUse): Piece[] {
  if (!newRole) return [];
  const onRole = onTrusted(who.accountId);
  const trust = trustOf(newRole, who.accountId);
  const document = policyText(trust);
  const role = onRole(
    `Role ${who.name}, for ${SERVICE_NAMES[newRole.service]}`,
    { kind: 'role', roleName: who.name },
    {
      kind: 'object',
      write: {
        kind: 'create-role',
        roleName: who.name,
        path: ROLE_PATH,
        description: newRole.description,
        maxSessionSeconds: newRole.sessionSeconds,
        trust: document,
        tags: newRole.tags ?? {},
      },
      document,
      ifForeign: 'refuse',
    },
  );
  const ours = onRole(
    `Trust policy of ${who.name}`,
    { kind: 'trust', roleName: who.name },
    { kind: 'merged', statements: trust.Statement, placeholder: document },
  );
  const profile = newRole.service === 'ec2' ? profilePieces(who.name, onRole) : [];
  const place = { side: 'trusted', accountId: who.accountId } as const;
  return [role, ...tagPieces(place, who.name, newRole.tags), ours, ...profile];
}

export const SERVICE_NAMES: Record<NewWorkloadRole['service'], string> = {
  ec2: 'EC2',
  lambda: 'Lambda',
  'ecs-tasks': 'ECS tasks',
  'pods.eks': 'EKS pods',
};

const onTrusted =
  (accountId: string) =>
  (title: string, target: AwsTarget, content: Piece['content']): Piece => ({
    side: 'trusted',
    accountId,
    title,
    target,
    field: 'roleName',
    content,
  });

/** ECS says for whom it acts; EC2 and Lambda do not when they take a role. */
const trustOf = ({ service }: NewWorkloadRole, accountId: string): RenderedPolicy =>
  renderServiceTrust({
    service: `${service}.amazonaws.com`,
    sources: { accountIds: service === 'ecs-tasks' ? [accountId] : [], arns: [] },
    // It passes on which pod of which cluster it is.
    furtherActions: service === 'pods.eks' ? ['sts:TagSession'] : [],
    guard: NO_GUARD,
  });

function profilePieces(name: string, onRole: ReturnType<typeof onTrusted>): Piece[] {
  const bond = { kind: 'role-in-profile', profileName: name, roleName: name } as const;
  return [
    onRole(
      `Instance profile ${name}`,
      { kind: 'instance-profile', profileName: name },
      {
        kind: 'object',
        write: {
          kind: 'create-instance-profile',
          profileName: name,
          path: ROLE_PATH,
          tags: {},
        },
        document: JSON.stringify({ InstanceProfileName: name }),
        ifForeign: 'refuse',
      },
    ),
    onRole(`${name} in its instance profile`, bond, {
      kind: 'whole',
      text: bondText(bond),
    }),
  ];
}
