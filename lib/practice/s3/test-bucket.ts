import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { ACME } from '../seed/accounts';
import { documentOf, type SeedStatement } from '../seed/document';
import { type clientsOf, startTestPractice } from '../test-practice';

export type Clients = ReturnType<typeof clientsOf>;

export let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** Administrators of Data, who holds the buckets, and of Prod. */
export let data: Clients;
export let prod: Clients;

export async function startBuckets(): Promise<void> {
  practice = await startTestPractice();
  data = await practice.admin(ACME.data);
  prod = await practice.admin(ACME.prod);
}

let made = 0;

/** A new bucket of its own for a test, and what it is called. */
export async function freshBucket({ s3 }: Clients): Promise<string> {
  made += 1;
  const Bucket = `fresh-${process.pid}-${made}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

/** A bucket of this name in Frankfurt. */
export const makeBucket = (Bucket: string) =>
  data.s3.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  );

export const setPolicy = (Bucket: string, ...statements: SeedStatement[]) =>
  data.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(...statements) }));

export const putText = (
  { s3 }: Clients,
  Bucket: string,
  Key: string,
  Body: string | Buffer = 'x',
) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
