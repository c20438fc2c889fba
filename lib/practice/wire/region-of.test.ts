import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateUserCommand,
  IAMClient,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, rootArn, userArn } from '../seed/document';
import { codeOf, startTestPractice } from '../test-practice';

const ACCOUNT = ACME.tooling;
let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

const irish = async (arn: string) => ({
  endpoint: practice.url,
  region: 'eu-west-1',
  maxAttempts: 1,
  credentials: await practice.actAs(arn),
});

it('calls of IAM count as made to us-east-1, for conditions', async () => {
  const { iam } = await practice.admin(ACCOUNT);
  const listing = async (UserName: string, region: string) => {
    await iam.send(new CreateUserCommand({ UserName }));
    const Condition = { StringEquals: { 'aws:RequestedRegion': region } };
    await iam.send(
      new PutUserPolicyCommand({
        UserName,
        PolicyName: 'fence',
        PolicyDocument: documentOf(allow('iam:ListUsers', '*', { Condition })),
      }),
    );
    const client = new IAMClient(await irish(userArn(ACCOUNT, UserName)));
    return codeOf(client.send(new ListUsersCommand({})));
  };
  expect(await listing('virginian', 'us-east-1')).toBe('ok');
  expect(await listing('irish', 'eu-west-1')).toBe('AccessDenied');
});

it('calls of IAM are looked up in us-east-1, those of other services where they were made', async () => {
  const config = await irish(rootArn(ACCOUNT));
  await new IAMClient(config).send(new ListUsersCommand({}));
  await new STSClient(config).send(new GetCallerIdentityCommand({}));
  const namesIn = async (region: string) => {
    const trail = new CloudTrailClient({ ...config, region });
    const { Events = [] } = await trail.send(new LookupEventsCommand({}));
    return Events.map(({ EventName }) => EventName);
  };
  expect(await namesIn('us-east-1')).toContain('ListUsers');
  const here = await namesIn('eu-west-1');
  expect(here).toContain('GetCallerIdentity');
  expect(here).not.toContain('ListUsers');
});
