import {
  CreateUserCommand,
  ListRolesCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, deny, documentOf, userArn } from '../seed/document';
import { type clientsOf, codeOf, startTestPractice } from '../test-practice';

const ACCOUNT = ACME.tooling;
const EVE = userArn(ACCOUNT, 'eve');
let practice: Awaited<ReturnType<typeof startTestPractice>>;
let eve: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  practice = await startTestPractice();
  const { iam } = await practice.admin(ACCOUNT);
  await iam.send(new CreateUserCommand({ UserName: 'eve' }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'eve',
      PolicyName: 'p',
      PolicyDocument: documentOf(
        { ...deny('iam:ListUsers'), Sid: 'NoUsers' },
        allow('sts:AssumeRole'),
      ),
    }),
  );
  eve = await practice.as(EVE);
});
afterAll(() => practice.stop());

/** What the endpoint says beside a refusal. */
async function encodedOf(sent: Promise<unknown>): Promise<string> {
  const error: unknown = await sent.then(
    () => null,
    (refused: unknown) => refused,
  );
  // SDK errors carry the HTTP response, without a type for it
  const { headers } = (error as { $response: { headers: Record<string, string> } })
    .$response;
  return headers['x-practice-encoded-message'] ?? '';
}

const decode = (who: typeof eve, EncodedMessage: string) =>
  who.sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));

it('tells the statement that denied, who asked, and for what', async () => {
  const message = await encodedOf(eve.iam.send(new ListUsersCommand({})));
  const { DecodedMessage } = await decode(await practice.admin(ACCOUNT), message);
  const told = JSON.parse(DecodedMessage ?? '');
  expect(told).toMatchObject({
    allowed: false,
    explicitDeny: true,
    matchedStatements: {
      items: [
        {
          statementId: 'NoUsers',
          effect: 'DENY',
          actions: { items: [{ value: 'iam:ListUsers' }] },
          resources: { items: [{ value: '*' }] },
        },
      ],
    },
    failures: { items: [] },
    context: { principal: { name: 'eve', arn: EVE }, action: 'iam:ListUsers' },
  });
  expect(told.context.principal.id).toMatch(/^AIDA/);
  expect(told.context.conditions.items).toContainEqual({
    key: 'aws:RequestedRegion',
    values: { items: [{ value: 'us-east-1' }] },
  });
});

it('tells of a missing allow that nothing matched', async () => {
  const message = await encodedOf(eve.iam.send(new ListRolesCommand({})));
  const { DecodedMessage } = await decode(await practice.admin(ACCOUNT), message);
  expect(JSON.parse(DecodedMessage ?? '')).toMatchObject({
    explicitDeny: false,
    matchedStatements: { items: [] },
  });
});

it('is refused to those without the permission, and to other accounts', async () => {
  const message = await encodedOf(eve.iam.send(new ListRolesCommand({})));
  expect(await codeOf(decode(eve, message))).toBe('AccessDenied');
  const elsewhere = await practice.admin(ACME.data);
  expect(await codeOf(decode(elsewhere, message))).toBe(
    'InvalidAuthorizationMessageException',
  );
});

it.each(['x', 'AAAA', 'a'.repeat(200), 'ü', '{"allowed":true}'])(
  'refuses %j, which is no message',
  async (message) => {
    await expect(decode(await practice.admin(ACCOUNT), message)).rejects.toMatchObject({
      name: 'InvalidAuthorizationMessageException',
      message: 'Message is not valid',
    });
  },
);

it('comes with a denial of S3 as well', async () => {
  const get = new GetObjectCommand({ Bucket: 'acme-build-artifacts', Key: 'x' });
  const message = await encodedOf(eve.s3.send(get));
  const { DecodedMessage } = await decode(await practice.admin(ACCOUNT), message);
  expect(JSON.parse(DecodedMessage ?? '')).toMatchObject({
    allowed: false,
    explicitDeny: false,
    context: { action: 's3:GetObject' },
  });
});

it('refuses a message that was changed', async () => {
  const message = await encodedOf(eve.iam.send(new ListRolesCommand({})));
  const at = Math.floor(message.length / 2);
  const other = message[at] === 'A' ? 'B' : 'A';
  const changed = message.slice(0, at) + other + message.slice(at + 1);
  expect(await codeOf(decode(await practice.admin(ACCOUNT), changed))).toBe(
    'InvalidAuthorizationMessageException',
  );
});
