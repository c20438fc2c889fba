import {
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { ACME } from '../seed/accounts';
import { allow, documentOf, userArn } from '../seed/document';
import { clientsOf, startTestPractice } from '../test-practice';

export type Clients = ReturnType<typeof clientsOf>;
export let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** A user in Tooling who may assume every role whose name begins with `m-`. */
export let ana: Clients;
export const ANA = userArn(ACME.tooling, 'ana');

export const assume = (
  who: Clients,
  RoleArn: string,
  more: Partial<AssumeRoleCommandInput> = {},
) => who.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...more }));

export async function makeRole(
  accountId: string,
  RoleName: string,
  ...trust: Parameters<typeof documentOf>
) {
  const { iam } = await practice.admin(accountId);
  const made = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: documentOf(...trust) }),
  );
  return made.Role?.Arn ?? '';
}

export const sessionOf = async (
  who: Clients,
  arn: string,
  more: Partial<AssumeRoleCommandInput> = {},
) => {
  const { Credentials } = await assume(who, arn, more);
  return clientsOf(practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
};

/** A practice endpoint with ana and bob in Tooling; ana may assume what is called `m-…`. */
export async function startCrossings(): Promise<void> {
  practice = await startTestPractice();
  const { iam } = await practice.admin(ACME.tooling);
  for (const UserName of ['ana', 'bob'])
    await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'ana',
      PolicyName: 'assume',
      PolicyDocument: documentOf(
        allow(
          ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          'arn:aws:iam::*:role/m-*',
        ),
      ),
    }),
  );
  ana = await practice.as(ANA);
}
