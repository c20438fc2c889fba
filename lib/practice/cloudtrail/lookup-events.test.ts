import type {
  CloudTrailClient,
  LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { roleArn } from '../seed/document';
import { codeOf, startTestPractice } from '../test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let tooling: Awaited<ReturnType<typeof practice.admin>>;
let prod: Awaited<ReturnType<typeof practice.admin>>;

beforeAll(async () => {
  practice = await startTestPractice();
  tooling = await practice.admin(ACME.tooling);
  prod = await practice.admin(ACME.prod);
});
afterAll(() => practice.stop());

const lookup = (client: CloudTrailClient, input: LookupEventsCommandInput = {}) =>
  client.send(new LookupEventsCommand(input));
const named = (value: string): LookupEventsCommandInput => ({
  LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: value }],
});

it('tells a crossing in the account of the caller and in the account of the role', async () => {
  const release = await practice.as(roleArn(ACME.tooling, 'release-bot'), {
    sessionName: 'run-9',
  });
  await release.sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn(ACME.prod, 'deploy'),
      RoleSessionName: 'shop-1-43',
    }),
  );
  for (const { cloudTrail } of [tooling, prod]) {
    const { Events } = await lookup(cloudTrail, named('AssumeRole'));
    expect(Events?.[0]).toMatchObject({
      EventSource: 'sts.amazonaws.com',
      Username: 'run-9',
    });
    const record = JSON.parse(Events?.[0]?.CloudTrailEvent ?? '');
    expect(record).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACME.tooling}:assumed-role/release-bot/run-9`,
        sessionContext: { sessionIssuer: { userName: 'release-bot' } },
      },
      requestParameters: { roleSessionName: 'shop-1-43' },
      responseElements: {
        credentials: { accessKeyId: expect.stringMatching(/^ASIA/) },
        assumedRoleUser: {
          arn: `arn:aws:sts::${ACME.prod}:assumed-role/deploy/shop-1-43`,
        },
      },
      eventType: 'AwsApiCall',
    });
    expect(record.errorCode).toBeUndefined();
    expect(JSON.stringify(Events)).not.toMatch(/secret|sessionToken/i);
  }
});

it('tells refusals with their code, newest first, page by page', async () => {
  const build = await practice.as(roleArn(ACME.tooling, 'ci-build'));
  for (let at = 0; at < 7; at += 1)
    expect(await codeOf(build.iam.send(new ListRolesCommand({})))).toBe('AccessDenied');
  const input = named('ListRoles');
  const ids: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await lookup(tooling.cloudTrail, { ...input, MaxResults: 3, NextToken });
    for (const event of page.Events ?? []) {
      expect(JSON.parse(event.CloudTrailEvent ?? '').errorCode).toBe('AccessDenied');
      expect(event.ReadOnly).toBe('true');
      ids.push(event.EventId);
    }
    NextToken = page.NextToken;
  } while (NextToken);
  expect(new Set(ids).size).toBe(7);
});

it('finds events by user, resource, key and source', async () => {
  await tooling.iam.send(new GetRoleCommand({ RoleName: 'ci-admin' }));
  const find = async (AttributeKey: never, AttributeValue: string) => {
    const LookupAttributes = [{ AttributeKey, AttributeValue }];
    const { Events } = await lookup(tooling.cloudTrail, { LookupAttributes });
    return Events ?? [];
  };
  const [byName] = await find('ResourceName' as never, 'ci-admin');
  expect(byName).toMatchObject({ EventName: 'GetRole' });
  const byKey = await find('AccessKeyId' as never, byName?.AccessKeyId ?? '');
  expect(byKey.some(({ EventName }) => EventName === 'GetRole')).toBe(true);
  const bySource = await find('EventSource' as never, 'sts.amazonaws.com');
  expect(bySource.every(({ EventSource }) => EventSource === 'sts.amazonaws.com')).toBe(
    true,
  );
});

it('leaves out what happens to objects, in other regions and in other accounts', async () => {
  const data = await practice.admin(ACME.data);
  await data.s3.send(new HeadBucketCommand({ Bucket: 'app-logs' }));
  await data.s3.send(
    new GetObjectCommand({ Bucket: 'app-logs', Key: 'logs/2026-11-22.json' }),
  );
  const { Events } = await lookup(data.cloudTrail);
  const names = Events?.map(({ EventName }) => EventName);
  expect(names).toContain('HeadBucket');
  expect(names).not.toContain('GetObject');
  expect(names).not.toContain('ListRoles');
});

it('refuses what it cannot read, and who may not look', async () => {
  const refused = (input: LookupEventsCommandInput) =>
    codeOf(lookup(tooling.cloudTrail, input));
  expect(await refused({ MaxResults: 51 })).toBe('InvalidMaxResultsException');
  expect(await refused({ NextToken: 'nonsense' })).toBe('InvalidNextTokenException');
  expect(await refused({ StartTime: new Date(Date.now()), EndTime: new Date(0) })).toBe(
    'InvalidTimeRangeException',
  );
  expect(
    await refused({
      LookupAttributes: [
        { AttributeKey: 'EventName', AttributeValue: 'a' },
        { AttributeKey: 'Username', AttributeValue: 'b' },
      ],
    }),
  ).toBe('InvalidLookupAttributesException');
  const inherited = { AttributeKey: 'constructor' as never, AttributeValue: 'a' };
  expect(await refused({ LookupAttributes: [inherited] })).toBe(
    'InvalidLookupAttributesException',
  );
  const build = await practice.as(roleArn(ACME.tooling, 'ci-build'));
  expect(await codeOf(lookup(build.cloudTrail))).toBe('AccessDeniedException');
});
