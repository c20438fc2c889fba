import type { CollectedBucket } from '@/lib/iam/world';
import { fakeConsole } from './console';
import { DATA, readings } from './inventory';

export const KEY = `arn:aws:kms:eu-west-1:${DATA}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const OWNER_ONLY = `{ "Version":"2012-10-17","Statement":[{"Sid":"Admins","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${DATA}:root"},"Action":"kms:*","Resource":"*"}] }`;
export const KEY_PLACE = `${DATA} key-policy ${KEY}`;
export const BUCKET_PLACE = `${DATA} bucket-policy app-logs eu-west-1`;

type Settings = Partial<CollectedBucket>;
export const WITH_KEY: Settings = { Encryption: { Algorithm: 'aws:kms', KeyArn: KEY } };

/** A console whose bucket is encrypted with a customer key of its account. */
export function consoleWithKey(
  settings: Settings = WITH_KEY,
  keyManager: 'AWS' | 'CUSTOMER' = 'CUSTOMER',
  policy = OWNER_ONLY,
  areKeysPartial = false,
) {
  const world = readings();
  const data = world[DATA];
  if (!data?.Buckets?.[0]) throw new Error('no bucket');
  data.Buckets[0] = { ...data.Buckets[0], ...settings };
  data.Keys = [{ KeyId: KEY, Arn: KEY, Policy: policy, KeyManager: keyManager }];
  data.AreKeysPartial = areKeysPartial;
  const console = fakeConsole({ world });
  console.deps.aws.others.set(KEY_PLACE, { document: policy, tags: {} });
  return console;
}
