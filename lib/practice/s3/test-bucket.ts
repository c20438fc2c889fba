import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { clientsOf } from '../test-practice';

export type Clients = ReturnType<typeof clientsOf>;

let made = 0;

/** A new bucket of its own for a test, and what it is called. */
export async function freshBucket({ s3 }: Clients): Promise<string> {
  made += 1;
  const Bucket = `fresh-${process.pid}-${made}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

export const putText = ({ s3 }: Clients, Bucket: string, Key: string, Body = 'x') =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));
