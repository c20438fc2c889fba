import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  ListGrantsCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { expect } from 'vitest';
import { letIn } from '../kms/test-keys';
import { deny, documentOf, rootArn, userArn } from '../seed/document';
import { fresh, refusal } from './refusal';
import type { Checks, Clients, Party } from './scene';

async function keyIn({ kms }: Clients): Promise<{ id: string; arn: string }> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  return { id: KeyMetadata?.KeyId ?? '', arn: KeyMetadata?.Arn ?? '' };
}

const encrypt = ({ kms }: Clients, KeyId: string, more: { purpose?: string } = {}) =>
  kms.send(
    new EncryptCommand({
      KeyId,
      Plaintext: Buffer.from('secret'),
      ...(more.purpose !== undefined && { EncryptionContext: { purpose: more.purpose } }),
    }),
  );

const setPolicy = ({ kms }: Clients, KeyId: string, Policy: string) =>
  kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy }));

const account = ({ id }: Party) => letIn(rootArn(id), 'kms:*');

export const keyChecks: Checks = {
  'a new key is symmetric, enabled and of the customer': async ({ a }) => {
    const Description = 'of the contract';
    const { KeyMetadata } = await a.kms.send(new CreateKeyCommand({ Description }));
    expect(KeyMetadata).toMatchObject({
      AWSAccountId: a.id,
      Arn: `arn:aws:kms:us-east-1:${a.id}:key/${KeyMetadata?.KeyId}`,
      Description,
      Enabled: true,
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyManager: 'CUSTOMER',
      Origin: 'AWS_KMS',
      MultiRegion: false,
    });
  },
  'the default policy leaves a key to its account': async ({ a }) => {
    const { id } = await keyIn(a);
    const got = await a.kms.send(
      new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'default' }),
    );
    expect(JSON.parse(got.Policy ?? '').Statement).toEqual([
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: rootArn(a.id) },
        Action: 'kms:*',
        Resource: '*',
      },
    ]);
  },
  'what was encrypted by alias is decrypted without naming the key': async ({ a }) => {
    const { id, arn } = await keyIn(a);
    const AliasName = `alias/${fresh('key')}`;
    await a.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: id }));
    const { CiphertextBlob, KeyId } = await encrypt(a, AliasName);
    expect(KeyId).toBe(arn);
    const got = await a.kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(got.KeyId).toBe(arn);
    expect(Buffer.from(got.Plaintext ?? []).toString()).toBe('secret');
  },
  'another encryption context does not decrypt': async ({ a }) => {
    const { id } = await keyIn(a);
    const { CiphertextBlob } = await encrypt(a, id, { purpose: 'one' });
    const EncryptionContext = { purpose: 'other' };
    await refusal(
      a.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext })),
      'InvalidCiphertextException',
    );
  },
  'a data key has 32 bytes and comes back out of its ciphertext': async ({ a }) => {
    const { id } = await keyIn(a);
    const made = await a.kms.send(
      new GenerateDataKeyCommand({ KeyId: id, KeySpec: 'AES_256' }),
    );
    expect(made.Plaintext).toHaveLength(32);
    const { CiphertextBlob } = made;
    const got = await a.kms.send(new DecryptCommand({ CiphertextBlob }));
    expect(got.Plaintext).toEqual(made.Plaintext);
  },
  'a dry run says that it would have worked': async ({ a }) => {
    const { id } = await keyIn(a);
    await refusal(
      a.kms.send(
        new GenerateDataKeyCommand({ KeyId: id, KeySpec: 'AES_256', DryRun: true }),
      ),
      'DryRunOperationException',
    );
  },
  'a missing key and a missing alias are told': async ({ a }) => {
    await refusal(
      a.kms.send(
        new DescribeKeyCommand({ KeyId: '00000000-0000-4000-8000-000000000000' }),
      ),
      'NotFoundException',
    );
    await refusal(
      a.kms.send(new DescribeKeyCommand({ KeyId: 'alias/none' })),
      'NotFoundException',
      `Alias arn:aws:kms:us-east-1:${a.id}:alias/none is not found.`,
    );
  },
  'an alias is there once': async ({ a }) => {
    const { id } = await keyIn(a);
    const AliasName = `alias/${fresh('key')}`;
    await a.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: id }));
    await refusal(
      a.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: id })),
      'AlreadyExistsException',
      `An alias with the name arn:aws:kms:us-east-1:${a.id}:${AliasName} already exists`,
    );
  },
  'a disabled key does nothing': async ({ a }) => {
    const { id, arn } = await keyIn(a);
    await a.kms.send(new DisableKeyCommand({ KeyId: id }));
    await refusal(encrypt(a, id), 'DisabledException', `${arn} is disabled.`);
  },
  'a key that waits for its deletion does nothing': async ({ a }) => {
    const { id, arn } = await keyIn(a);
    const gone = await a.kms.send(
      new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 }),
    );
    expect(gone.KeyState).toBe('PendingDeletion');
    await refusal(
      encrypt(a, id),
      'KMSInvalidStateException',
      `${arn} is pending deletion.`,
    );
  },
  'keys are listed in pages': async ({ a }) => {
    for (let at = 0; at < 3; at += 1) await keyIn(a);
    const first = await a.kms.send(new ListKeysCommand({ Limit: 2 }));
    expect(first.Keys).toHaveLength(2);
    expect(first.Truncated).toBe(true);
    const next = await a.kms.send(
      new ListKeysCommand({ Limit: 2, Marker: first.NextMarker }),
    );
    const ids = [...(first.Keys ?? []), ...(next.Keys ?? [])].map(({ KeyId }) => KeyId);
    expect(new Set(ids).size).toBe(ids.length);
  },
  'a grant is listed as it was given': async ({ a }) => {
    const { id } = await keyIn(a);
    const GranteePrincipal = userArn(a.id, 'contract-admin');
    const { GrantId } = await a.kms.send(
      new CreateGrantCommand({ KeyId: id, GranteePrincipal, Operations: ['Decrypt'] }),
    );
    const { Grants } = await a.kms.send(new ListGrantsCommand({ KeyId: id }));
    expect(Grants).toEqual([
      expect.objectContaining({ GrantId, GranteePrincipal, Operations: ['Decrypt'] }),
    ]);
  },
  'a key policy that is no JSON is refused': async ({ a }) => {
    const { id } = await keyIn(a);
    await refusal(setPolicy(a, id, '{bad'), 'MalformedPolicyDocumentException');
  },
  'a key policy that locks out who writes it is refused': async ({ a, b }) => {
    const { id } = await keyIn(a);
    await refusal(
      setPolicy(a, id, documentOf(letIn(rootArn(b.id), 'kms:Decrypt'))),
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    );
  },
  'a denial in a key policy reaches administrators': async ({ a }) => {
    const { id } = await keyIn(a);
    const denied = deny('kms:Encrypt', '*', { Principal: { AWS: '*' } });
    await setPolicy(a, id, documentOf(account(a), denied));
    await refusal(
      encrypt(a, id),
      'AccessDeniedException',
      'with an explicit deny in a resource-based policy',
    );
  },
  'another account needs the key policy': async ({ a, b }) => {
    const { id, arn } = await keyIn(a);
    await refusal(encrypt(b, arn), 'AccessDeniedException');
    const policy = documentOf(account(a), letIn(rootArn(b.id), 'kms:Encrypt'));
    await setPolicy(a, id, policy);
    await encrypt(b, arn);
  },
};
