import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import {
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  RetireGrantCommand,
} from '@aws-sdk/client-kms';
import { CreateAccountCommand, ListAccountsCommand } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from './seed/accounts';
import { rootArn } from './seed/document';
import { type clientsOf, codeOf, startTestPractice, worldOf } from './test-practice';

type Clients = ReturnType<typeof clientsOf>;
let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** Administrators of the same account in two worlds of one endpoint. */
let here: Clients;
let there: Clients;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'small' });
  const other = worldOf(practice.url, 'other-workspace');
  await other.control('PUT', '', { seed: 'small' });
  here = await practice.admin(ACME.tooling);
  there = await other.admin(ACME.tooling);
});
afterAll(() => practice.stop());

describe('what one workspace makes is not in another', () => {
  it('users', async () => {
    await here.iam.send(new CreateUserCommand({ UserName: 'ours' }));
    const look = new GetUserCommand({ UserName: 'ours' });
    expect(await codeOf(there.iam.send(look))).toBe('NoSuchEntityException');
  });

  it('buckets, whose names both may have', async () => {
    const Bucket = 'ours-and-theirs';
    await here.s3.send(new CreateBucketCommand({ Bucket }));
    const look = new HeadBucketCommand({ Bucket });
    expect(await codeOf(there.s3.send(look))).toBe('NotFound');
    expect(await codeOf(there.s3.send(new CreateBucketCommand({ Bucket })))).toBe('ok');
  });

  it('keys of KMS, what they encrypt, and their grants', async () => {
    const { KeyMetadata } = await here.kms.send(new CreateKeyCommand({}));
    const KeyId = KeyMetadata?.Arn ?? '';
    const { CiphertextBlob } = await here.kms.send(
      new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }),
    );
    const { GrantToken } = await here.kms.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal: rootArn(ACME.tooling),
        Operations: ['Decrypt', 'RetireGrant'],
      }),
    );
    const tried = await Promise.all([
      codeOf(there.kms.send(new DescribeKeyCommand({ KeyId }))),
      codeOf(there.kms.send(new DecryptCommand({ CiphertextBlob }))),
      codeOf(there.kms.send(new RetireGrantCommand({ GrantToken }))),
    ]);
    expect(tried).toEqual([
      'NotFoundException',
      'AccessDeniedException',
      'InvalidGrantTokenException',
    ]);
  });

  it('accounts of the organisation', async () => {
    const made = { AccountName: 'Ours', Email: 'ours@example.com' };
    await here.organizations.send(new CreateAccountCommand(made));
    const { Accounts } = await there.organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Name }) => Name)).not.toContain('Ours');
  });

  it('the events that CloudTrail tells', async () => {
    await there.iam.send(new CreateUserCommand({ UserName: 'seen-there-only' }));
    const { Events } = await here.cloudTrail.send(new LookupEventsCommand({}));
    expect(Events?.length).toBeGreaterThan(0);
    expect(JSON.stringify(Events)).not.toContain('seen-there-only');
  });
});
