import type { Example } from '../example-world';
import {
  allow,
  BUCKET,
  deny,
  exampleWorld,
  HOME,
  KEY,
  policy,
  roleArn,
} from '../example-world';
import { onBucket, onKey, outsideOrg, PUBLIC_READ, read } from './statements';

/** Mistakes that a document can mend. */
export const resourcesMendable: Example[] = [
  ['bucket-public', 'everyone', onBucket(PUBLIC_READ)],
  [
    'bucket-public',
    'a single statement without a list',
    exampleWorld({ bucket: { ...policy(), Statement: PUBLIC_READ } }),
  ],
  [
    'bucket-public',
    'a denial of something else',
    onBucket(
      PUBLIC_READ,
      deny({
        Principal: '*',
        Action: 's3:*',
        Resource: [BUCKET, `${BUCKET}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ),
  ],
  [
    'bucket-public',
    'from half the internet',
    onBucket({
      ...PUBLIC_READ,
      Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } },
    }),
  ],
  [
    'notprincipal-allow',
    'bucket',
    onBucket(allow({ NotPrincipal: { AWS: roleArn('Worker') }, ...read })),
  ],
  [
    'notprincipal-allow',
    'key',
    onKey(allow({ NotPrincipal: { AWS: HOME }, Action: 'kms:Decrypt', Resource: '*' })),
  ],
  [
    'kms-public',
    'everyone',
    onKey(allow({ Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' })),
  ],
  [
    'kms-public',
    'through a service only',
    onKey(
      allow({
        Principal: '*',
        Action: 'kms:*',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      }),
    ),
  ],
];

/** Mistakes that no document may mend by itself, with words of the reason. */
export const resourcesUnmendable: Example[] = [
  [
    'kms-no-account-delegation',
    'by hand',
    exampleWorld({
      key: policy(
        allow({ Principal: { AWS: roleArn('Worker') }, Action: 'kms:*', Resource: '*' }),
      ),
    }),
  ],
];

/** What looks like a mistake and is none. */
export const resourcesHarmless: Example[] = [
  [
    'bucket-public',
    'a denial closes it',
    onBucket(
      PUBLIC_READ,
      deny({ Principal: '*', Action: 's3:*', Resource: '*', Condition: outsideOrg }),
    ),
  ],
  [
    'bucket-public',
    'a network only',
    onBucket({ ...PUBLIC_READ, Condition: { StringEquals: { 'aws:SourceVpce': 'v1' } } }),
  ],
  [
    'kms-public',
    'own account through a service',
    onKey(
      allow({
        Principal: '*',
        Action: 'kms:*',
        Resource: KEY,
        Condition: { StringEquals: { 'kms:CallerAccount': HOME } },
      }),
    ),
  ],
  [
    'kms-no-account-delegation',
    'everybody of the account',
    exampleWorld({
      key: policy(
        allow({
          Principal: '*',
          Action: 'kms:*',
          Resource: '*',
          Condition: { StringEquals: { 'kms:CallerAccount': HOME } },
        }),
      ),
    }),
  ],
];
