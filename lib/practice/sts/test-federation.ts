import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { type Credentials, STSClient } from '@aws-sdk/client-sts';
import { ACME } from '../seed/accounts';
import { documentOf, roleArn, type SeedStatement } from '../seed/document';
import { clientsOf, startTestPractice } from '../test-practice';

export const ACCOUNT = ACME.prod;
export let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** Brings no keys at all. */
export let nobody: STSClient;

/** A practice endpoint, and somebody who has nothing but what a provider gives. */
export async function startFederation(): Promise<void> {
  practice = await startTestPractice();
  nobody = new STSClient({ endpoint: practice.url, region: 'us-east-1', maxAttempts: 1 });
}

export async function makeRole(
  RoleName: string,
  ...trust: SeedStatement[]
): Promise<string> {
  const { iam } = await practice.admin(ACCOUNT);
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: documentOf(...trust),
      MaxSessionDuration: 7200,
    }),
  );
  return roleArn(ACCOUNT, RoleName);
}

export const clientsWith = ({ Credentials }: { Credentials?: Credentials | undefined }) =>
  clientsOf(practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
