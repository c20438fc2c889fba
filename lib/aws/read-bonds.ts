import {
  GetInstanceProfileCommand,
  paginateListAttachedRolePolicies,
} from '@aws-sdk/client-iam';
import { bondText } from '@/lib/core/bond-text';
import type { AwsTarget, TargetState } from '@/lib/ports';
import type { TargetReader } from './target-reader';

type Of<Kind extends AwsTarget['kind']> = TargetReader<
  Extract<AwsTarget, { kind: Kind }>
>;

const stateOf = (isTied: boolean, bond: Parameters<typeof bondText>[0]): TargetState =>
  isTied
    ? { exists: true, document: bondText(bond), tags: {}, id: null }
    : { exists: false };

export const readAttachment: Of<'managed-attachment'> = {
  operation: () => 'iam:ListAttachedRolePolicies',
  read: async ({ clients }, target) => {
    const pages = paginateListAttachedRolePolicies(
      { client: clients.iam() },
      { RoleName: target.roleName },
    );
    for await (const { AttachedPolicies = [] } of pages)
      if (AttachedPolicies.some(({ PolicyArn }) => PolicyArn === target.policyArn))
        return stateOf(true, target);
    return stateOf(false, target);
  },
};

export const readRoleInProfile: Of<'role-in-profile'> = {
  operation: () => 'iam:GetInstanceProfile',
  read: async ({ clients }, target) => {
    const command = new GetInstanceProfileCommand({
      InstanceProfileName: target.profileName,
    });
    const { InstanceProfile } = await clients.iam().send(command);
    const roles = InstanceProfile?.Roles ?? [];
    return stateOf(
      roles.some(({ RoleName }) => RoleName === target.roleName),
      target,
    );
  },
};
