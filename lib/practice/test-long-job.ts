import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { RoleArn } from '@/lib/core/ids';
import { ACME } from './seed/accounts';

const HOST = 'drawbridge.example.com';

export const LONG_JOB = RoleArn.parse(`arn:aws:iam::${ACME.data}:role/long-job`);
export const FOUR_HOURS = 4 * 3600;

/** Trust in the tokens that a console signs for somebody. */
export const longJobTrust = (subject: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${ACME.data}:oidc-provider/${HOST}` },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:SetSourceIdentity'],
        Condition: {
          StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${HOST}:sub`]: subject },
        },
      },
    ],
  });

/** Makes a role that trusts the tokens of a console, for four hours. */
export async function makeLongJob(iam: IAMClient): Promise<void> {
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
}
