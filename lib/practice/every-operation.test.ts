import { CreateUserCommand } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  EncryptCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessAnalyzerOperations } from './access-analyzer/operations';
import { cloudTrailOperations } from './cloudtrail/lookup-events';
import { trailOperations } from './cloudtrail/trails';
import { kmsOperations } from './kms/operations';
import { organizationsOperations } from './organizations/operations';
import { s3Operations } from './s3/operations';
import { ACME } from './seed/accounts';
import { roleArn, userArn } from './seed/document';
import { stsOperations } from './sts/operations';
import { callByName, OBJECT, soundInput } from './test-inputs';
import { type clientsOf, codeOf, startTestPractice } from './test-practice';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** Users that no policy names, in a member account and in the management account. */
let powerless: ReturnType<typeof clientsOf>;
let powerlessAbove: ReturnType<typeof clientsOf>;
let ofKey: Record<string, unknown>;

async function makePowerless(accountId: string) {
  const { iam } = await practice.admin(accountId);
  await iam.send(new CreateUserCommand({ UserName: 'powerless' }));
  return practice.as(userArn(accountId, 'powerless'));
}

/** A key that exists, with a ciphertext and a grant that do. */
async function makeKey(): Promise<Record<string, unknown>> {
  const { kms } = await practice.admin(ACME.tooling);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata?.Arn ?? '';
  const [{ CiphertextBlob }, { GrantId }] = await Promise.all([
    kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })),
    kms.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal: roleArn(ACME.tooling, 'ci-build'),
        Operations: ['Decrypt'],
      }),
    ),
    kms.send(new CreateAliasCommand({ AliasName: 'alias/of-test', TargetKeyId: KeyId })),
  ]);
  return {
    KeyId,
    TargetKeyId: KeyId,
    DestinationKeyId: KeyId,
    AliasName: 'alias/of-test',
    CiphertextBlob,
    GrantId,
  };
}

beforeAll(async () => {
  practice = await startTestPractice();
  powerless = await makePowerless(ACME.tooling);
  powerlessAbove = await makePowerless(ACME.management);
  ofKey = await makeKey();
});
afterAll(() => practice.stop());

/** Who may call them, AWS leaves to nobody's policies. */
const FOR_ANYBODY = ['GetCallerIdentity', 'GetSessionToken'];
const namesOf = (operations: object): string[] => Object.keys(operations).sort();

describe('an identity without any permission', () => {
  it.each(namesOf(stsOperations).filter((name) => !FOR_ANYBODY.includes(name)))(
    'is refused sts:%s',
    async (name) => {
      const sent = callByName(powerless, 'sts', name, soundInput('sts', name));
      expect(await codeOf(sent)).toBe('AccessDenied');
    },
  );

  it.each(FOR_ANYBODY)('may call sts:%s, as everybody', async (name) => {
    const sent = callByName(powerless, 'sts', name, soundInput('sts', name));
    expect(await codeOf(sent)).toBe('ok');
  });

  it.each(namesOf(s3Operations).filter((name) => name !== 'DeleteObjects'))(
    'is refused s3:%s',
    async (name) => {
      const sent = callByName(powerless, 's3', name, soundInput('s3', name));
      // an answer to HEAD has no body that could hold a code
      await expect(sent).rejects.toMatchObject({
        $metadata: { httpStatusCode: 403 },
        ...(!name.startsWith('Head') && { name: 'AccessDenied' }),
      });
    },
  );

  it('is refused every object of s3:DeleteObjects', async () => {
    const input = soundInput('s3', 'DeleteObjects');
    const answer = await callByName(powerless, 's3', 'DeleteObjects', input);
    expect(answer).toMatchObject({ Errors: [{ Key: OBJECT, Code: 'AccessDenied' }] });
    expect(answer).not.toHaveProperty('Deleted');
  });

  it.each(namesOf(kmsOperations))('is refused kms:%s', async (name) => {
    const sent = callByName(powerless, 'kms', name, soundInput('kms', name, ofKey));
    expect(await codeOf(sent)).toBe('AccessDeniedException');
  });

  it.each(namesOf(organizationsOperations))(
    'is refused organizations:%s',
    async (name) => {
      const input = soundInput('organizations', name);
      const sent = callByName(powerlessAbove, 'organizations', name, input);
      expect(await codeOf(sent)).toBe('AccessDeniedException');
    },
  );

  it.each(namesOf({ ...cloudTrailOperations, ...trailOperations }))(
    'is refused cloudtrail:%s',
    async (name) => {
      const sent = callByName(
        powerless,
        'cloudtrail',
        name,
        soundInput('cloudtrail', name),
      );
      expect(await codeOf(sent)).toBe('AccessDeniedException');
    },
  );

  it.each(namesOf(accessAnalyzerOperations))(
    'is refused access-analyzer:%s',
    async (name) => {
      const input = soundInput('access-analyzer', name);
      const sent = callByName(powerless, 'access-analyzer', name, input);
      expect(await codeOf(sent)).toBe('AccessDeniedException');
    },
  );
});
