import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { ACME } from '../seed/accounts';
import { allow, documentOf, trustsService } from '../seed/document';
import { type clientsOf, startTestPractice } from '../test-practice';

export let practice: Awaited<ReturnType<typeof startTestPractice>>;
export let admin: ReturnType<typeof clientsOf>;
export const { tooling } = ACME;

/** A practice endpoint, and Tooling's administrator in it. */
export async function startTooling(): Promise<void> {
  practice = await startTestPractice();
  admin = await practice.admin(tooling);
}

const TRUST = documentOf(trustsService('ec2.amazonaws.com'));
export const READ = documentOf(allow('s3:GetObject', 'arn:aws:s3:::app-logs/*'));

export const makeRole = (
  RoleName: string,
  more: { Path?: string; trust?: string } = {},
) =>
  admin.iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: more.trust ?? TRUST,
      ...(more.Path && { Path: more.Path }),
    }),
  );
