import { ACME } from './accounts';
import { addBucket, type Draft } from './builder';
import { roleArn } from './document';
import { addKey, administers, keyArn, mayUse } from './keys';
import { putText } from './objects';

const ALIAS = 'alias/data-lake';
const BUCKET = 'data-lake';

/** A bucket of Data whose objects are encrypted with a key of its own. */
export const DATA_LAKE = {
  bucket: BUCKET,
  bucketArn: `arn:aws:s3:::${BUCKET}`,
  firstKey: 'orders/2026-11-22.csv',
  keyArn: keyArn(ACME.data, ALIAS),
  region: 'eu-west-1',
} as const;

function addLakeKey(draft: Draft): void {
  addKey(draft, ALIAS, {
    says: 'Encrypts the data lake. data-read may decrypt by its own policy, but nobody told the key.',
    team: 'data',
    policy: [
      administers(ACME.data),
      mayUse(
        'WritersEncryptAndDecrypt',
        [roleArn(ACME.data, 'data-writer'), roleArn(ACME.data, 'etl-runner')],
        ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
      ),
      mayUse(
        'ProdShipsThroughS3',
        roleArn(ACME.prod, 'metrics-shipper'),
        ['kms:GenerateDataKey'],
        { StringEquals: { 'kms:ViaService': `s3.${DATA_LAKE.region}.amazonaws.com` } },
      ),
    ],
  });
}

export function addDataLake(draft: Draft): void {
  addLakeKey(draft);
  const lake = addBucket(draft, BUCKET);
  lake.encryption = {
    algorithm: 'aws:kms',
    keyId: DATA_LAKE.keyArn,
    isBucketKey: true,
  };
  putText(draft, lake, DATA_LAKE.firstKey, 'order,total\n48213,19.90\n');
  putText(draft, lake, 'orders/2026-11-21.csv', 'order,total\n48107,42.00\n');
  putText(draft, lake, 'customers/2026-11.json', '{"new":312,"left":18}');
}
