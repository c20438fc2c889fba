import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { RoleArn } from '@/lib/core/ids';
import { DATA } from './test-aws';
import type { SetupWorld } from './test-setup';
import { refreshVendableRoles } from './vendable-roles';

const HOST = 'drawbridge.example.com';

export const LONG_JOB = RoleArn.parse(`arn:aws:iam::${DATA}:role/long-job`);
export const FOUR_HOURS = 4 * 3600;

/** Trust in the tokens that the console signs for somebody. */
export const longJobTrust = (subject: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${DATA}:oidc-provider/${HOST}` },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity'],
        Condition: {
          StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${HOST}:sub`]: subject },
        },
      },
    ],
  });

/** Makes a role that trusts the console's tokens; members of the workspace may take it. */
export async function makeLongJob({ deps, actor, practice }: SetupWorld): Promise<void> {
  const { iam } = await practice.admin(DATA);
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${HOST}`,
      ClientIDList: ['sts.amazonaws.com'],
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'long-job',
      AssumeRolePolicyDocument: longJobTrust('person:*'),
      MaxSessionDuration: FOUR_HOURS,
    }),
  );
  await deps.readAgain(actor.workspaceId, [DATA]);
  await deps.people.addMember(actor.workspaceId, actor.userId, 'viewer');
  await refreshVendableRoles(deps, actor.workspaceId);
}
