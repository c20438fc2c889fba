import { CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from './seed/accounts';
import {
  documentOf,
  roleArn,
  rootArn,
  trusts,
  trustsService,
  userArn,
} from './seed/document';
import { clientsOf, codeOf, startTestPractice } from './test-practice';
import type { LoggedCall } from './world/live-world';

let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small' });
});
afterAll(() => practice.stop());

const entriesOf = async (query: string) =>
  (await practice.control<{ entries: LoggedCall[] }>('GET', `/log?${query}`)).entries;

it('tells of a write what was asked for, on what, from where and with which key', async () => {
  const keys = await practice.actAs(rootArn(ACME.data));
  const { iam } = clientsOf(practice.url, keys);
  const RoleName = 'told';
  const trust = documentOf(trustsService('ec2.amazonaws.com'));
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const [entry] = await entriesOf('operation=CreateRole');
  expect(entry).toMatchObject({
    eventName: 'CreateRole',
    eventSource: 'iam.amazonaws.com',
    region: 'us-east-1',
    sourceIp: '127.0.0.1',
    userAgent: expect.stringContaining('aws-sdk-js'),
    accessKeyId: keys.accessKeyId,
    principalId: expect.stringMatching(/^AIDA/),
    sessionIssuerArn: null,
    errorCode: null,
    errorMessage: null,
    resources: [roleArn(ACME.data, RoleName)],
    readOnly: false,
    requestParameters: { roleName: RoleName, assumeRolePolicyDocument: trust },
    responseElements: {
      'role.arn': roleArn(ACME.data, RoleName),
      'role.roleId': expect.stringMatching(/^AROA/),
    },
  });
});

it('tells which session an assumed role became, without its secrets, and its refusals in words', async () => {
  const lee = userArn(ACME.tooling, 'lee');
  const { iam } = await practice.admin(ACME.tooling);
  const trust = documentOf(trusts(lee));
  await iam.send(
    new CreateRoleCommand({ RoleName: 'by-lee', AssumeRolePolicyDocument: trust }),
  );
  const { sts } = await practice.as(lee);
  const assume = new AssumeRoleCommand({
    RoleArn: roleArn(ACME.tooling, 'by-lee'),
    RoleSessionName: 'told',
  });
  const { Credentials, AssumedRoleUser } = await sts.send(assume);
  const session = clientsOf(practice.url, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  await codeOf(session.iam.send(new GetRoleCommand({ RoleName: 'by-lee' })));
  const [assumed] = await entriesOf(`principal=${lee}&operation=AssumeRole`);
  expect(assumed?.responseElements).toEqual({
    'credentials.accessKeyId': Credentials?.AccessKeyId,
    'credentials.expiration': expect.stringMatching(/^\w{3} \d+, \d{4}, \d+:\d\d:\d\d/),
    'assumedRoleUser.arn': AssumedRoleUser?.Arn,
    'assumedRoleUser.assumedRoleId': AssumedRoleUser?.AssumedRoleId,
  });
  const [refused] = await entriesOf(`principal=${AssumedRoleUser?.Arn}`);
  expect(refused).toMatchObject({
    readOnly: true,
    sessionName: 'told',
    accessKeyId: Credentials?.AccessKeyId,
    principalId: AssumedRoleUser?.AssumedRoleId,
    sessionIssuerArn: roleArn(ACME.tooling, 'by-lee'),
    errorCode: 'AccessDenied',
    errorMessage: expect.stringContaining('is not authorized to perform: iam:GetRole'),
  });
  const text = JSON.stringify(await entriesOf(''));
  expect(text).not.toContain(Credentials?.SecretAccessKey);
  expect(text).not.toContain(Credentials?.SessionToken);
});

it('gives the calls of one account, of one operation, since a moment or after an entry', async () => {
  const all = await entriesOf('');
  const data = await entriesOf(`account=${ACME.data}`);
  expect(new Set(data.map(({ accountId }) => accountId))).toEqual(new Set([ACME.data]));
  expect(data.length).toBeLessThan(all.length);
  expect(await entriesOf('since=2100-01-01T00:00:00Z')).toEqual([]);
  expect(await entriesOf('since=2020-01-01T00:00:00Z')).toEqual(all);
  expect(await entriesOf(`after=${all.at(-2)?.seq}`)).toEqual(all.slice(-1));
  expect(await entriesOf('limit=1')).toEqual(all.slice(-1));
  await expect(entriesOf('since=yesterday')).rejects.toThrow('HTTP 400');
  await expect(entriesOf('operatoin=GetRole')).rejects.toThrow('HTTP 400');
});
