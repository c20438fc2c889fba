import { DisableKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  data,
  letIn,
  makeKey,
  policyOf,
  practice,
  prod,
  startKms,
} from '../kms/test-keys';
import { ACME } from '../seed/accounts';
import { allow, bucketAndObjects, documentOf, roleArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { type Clients, freshBucket } from './test-bucket';

let Bucket: string;
let keyArn: string;
let scanner: Clients;

const SCANNER = roleArn(ACME.data, 'bucket-scanner');

beforeAll(async () => {
  await startKms();
  Bucket = await freshBucket(data);
  keyArn = (await makeKey()).arn;
  scanner = await practice.as(SCANNER);
  // the role may do everything with the objects, and nothing with the key
  const statement = allow('s3:*', bucketAndObjects(Bucket), {
    Principal: { AWS: SCANNER },
  });
  await data.s3.send(
    new PutBucketPolicyCommand({ Bucket, Policy: documentOf(statement) }),
  );
  return () => practice.stop();
});

const withKey = (SSEKMSKeyId = keyArn) =>
  ({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId }) as const;
const put = (who: Clients, Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  who.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'secret', ...more }));
const get = (who: Clients, Key: string) =>
  who.s3.send(new GetObjectCommand({ Bucket, Key }));
const setKeyPolicy = (...statements: ReturnType<typeof letIn>[]) =>
  data.kms.send(
    new PutKeyPolicyCommand({ KeyId: keyArn, Policy: policyOf(...statements) }),
  );

describe('an object under a KMS key', () => {
  it('is told with the key it is under', async () => {
    const sent = await put(data, 'told', withKey());
    const told = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn };
    expect(sent).toMatchObject(told);
    const head = await data.s3.send(new HeadObjectCommand({ Bucket, Key: 'told' }));
    expect(head).toMatchObject(told);
    expect(head.BucketKeyEnabled).toBeUndefined();
    const got = await get(data, 'told');
    expect(got).toMatchObject(told);
    expect(await got.Body?.transformToString()).toBe('secret');
  });

  it('needs the key as well as the bucket, to write and to read', async () => {
    await setKeyPolicy();
    expect(await messageOf(put(scanner, 'theirs', withKey()))).toMatch(
      /^User: arn:aws:sts::\d+:assumed-role\/bucket-scanner\/practice is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:[\w:/-]+ because no identity-based policy allows the kms:GenerateDataKey action$/,
    );
    await put(data, 'theirs', withKey());
    expect(await codeOf(get(scanner, 'theirs'))).toBe('AccessDenied');
    await setKeyPolicy(letIn(SCANNER, 'kms:GenerateDataKey'));
    expect(await codeOf(put(scanner, 'theirs', withKey()))).toBe('ok');
    expect(await messageOf(get(scanner, 'theirs'))).toContain('kms:Decrypt');
    await setKeyPolicy(letIn(SCANNER, ['kms:GenerateDataKey', 'kms:Decrypt']));
    expect(await codeOf(get(scanner, 'theirs'))).toBe('ok');
    await setKeyPolicy();
    const head = scanner.s3.send(new HeadObjectCommand({ Bucket, Key: 'theirs' }));
    expect(await codeOf(head)).toBe('ok');
  });

  it("is judged by its service and its own name, or the bucket's with a bucket key", async () => {
    const may = (via: string, about: string) =>
      setKeyPolicy(
        letIn(SCANNER, 'kms:GenerateDataKey', {
          StringEquals: {
            'kms:ViaService': via,
            'kms:EncryptionContext:aws:s3:arn': about,
          },
        }),
      );
    const sent = (more: Partial<PutObjectCommandInput> = {}) =>
      codeOf(put(scanner, 'named', { ...withKey(), ...more }));
    await may('s3.us-east-1.amazonaws.com', `arn:aws:s3:::${Bucket}/named`);
    expect(await sent()).toBe('ok');
    expect(await sent({ BucketKeyEnabled: true })).toBe('AccessDenied');
    await may('s3.us-east-1.amazonaws.com', `arn:aws:s3:::${Bucket}`);
    expect(await sent({ BucketKeyEnabled: true })).toBe('ok');
    await may('s3.eu-west-1.amazonaws.com', `arn:aws:s3:::${Bucket}/named`);
    expect(await sent()).toBe('AccessDenied');
    await setKeyPolicy();
  });

  it("goes under the bucket's default key when the writer names none", async () => {
    const own = await freshBucket(data);
    await data.s3.send(
      new PutBucketEncryptionCommand({
        Bucket: own,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: keyArn,
              },
              BucketKeyEnabled: true,
            },
          ],
        },
      }),
    );
    expect(await put(data, 'a', { Bucket: own })).toMatchObject({
      SSEKMSKeyId: keyArn,
      BucketKeyEnabled: true,
    });
    const plain = await put(data, 'b', { Bucket: own, ServerSideEncryption: 'AES256' });
    expect(plain.SSEKMSKeyId).toBeUndefined();
  });

  it("goes under the account's own key of S3 when no key is named at all", async () => {
    const { SSEKMSKeyId } = await put(data, 'managed', {
      ServerSideEncryption: 'aws:kms',
    });
    expect(SSEKMSKeyId).toMatch(
      new RegExp(`^arn:aws:kms:us-east-1:${ACME.data}:key/[0-9a-f-]{36}$`),
    );
    expect(await codeOf(get(scanner, 'managed'))).toBe('ok');
  });

  it.each([
    [
      'that is not there',
      'arn:aws:kms:us-east-1:444455556666:key/11111111-2222-4333-8444-555555555555',
      'KMS.NotFoundException',
    ],
    ['by an alias nobody made', 'alias/nobody-made-this', 'KMS.NotFoundException'],
  ])('is refused with a key %s', async (_, id, code) => {
    expect(await codeOf(put(data, 'refused', withKey(id)))).toBe(code);
  });

  it('is not read while its key is disabled', async () => {
    const { arn } = await makeKey();
    await put(data, 'asleep', withKey(arn));
    await data.kms.send(new DisableKeyCommand({ KeyId: arn }));
    expect(await codeOf(get(data, 'asleep'))).toBe('KMS.DisabledException');
  });

  it('is refused with a key but without the encryption that uses it', async () => {
    const sent = put(data, 'refused', { SSEKMSKeyId: keyArn });
    expect(await codeOf(sent)).toBe('InvalidArgument');
  });
});

it('a copy decrypts with one key and encrypts with another', async () => {
  await put(data, 'source', withKey());
  const copy = (who: Clients) =>
    who.s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/source` }),
    );
  expect(await messageOf(copy(scanner))).toContain('kms:Decrypt');
  expect((await copy(data)).ServerSideEncryption).toBe('AES256');
});

it('an upload in parts needs the key at its beginning and for every part', async () => {
  await setKeyPolicy(letIn(SCANNER, 'kms:GenerateDataKey'));
  const key = { Bucket, Key: 'in-parts' };
  const { UploadId, SSEKMSKeyId } = await scanner.s3.send(
    new CreateMultipartUploadCommand({ ...key, ...withKey() }),
  );
  expect(SSEKMSKeyId).toBe(keyArn);
  const part = { ...key, UploadId, PartNumber: 1, Body: 'part' };
  const refused = scanner.s3.send(new UploadPartCommand(part));
  expect(await messageOf(refused)).toContain('kms:Decrypt');
  const { ETag } = await data.s3.send(new UploadPartCommand(part));
  const done = await data.s3.send(
    new CompleteMultipartUploadCommand({
      ...key,
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
    }),
  );
  expect(done.SSEKMSKeyId).toBe(keyArn);
});

it('across accounts needs bucket, key and identity to allow it', async () => {
  await setKeyPolicy();
  const own = await freshBucket(data);
  await put(data, 'shared', { Bucket: own, ...withKey() });
  const statement = allow('s3:GetObject', `arn:aws:s3:::${own}/*`, {
    Principal: { AWS: ACME.prod },
  });
  await data.s3.send(
    new PutBucketPolicyCommand({ Bucket: own, Policy: documentOf(statement) }),
  );
  const read = () =>
    codeOf(prod.s3.send(new GetObjectCommand({ Bucket: own, Key: 'shared' })));
  expect(await read()).toBe('AccessDenied');
  await setKeyPolicy(letIn(ACME.prod, 'kms:Decrypt'));
  expect(await read()).toBe('ok');
});
