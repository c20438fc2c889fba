import { expect, it } from 'vitest';
import { firstFieldOf, leadOfPart } from './recipe-leads';

const rest = {
  vendorMay: 'bucket',
  workload: 'ec2',
  access: 'read',
  issuerKind: 'github',
} as const;
const share = { ...rest, recipe: 'share-bucket' } as const;
const people = { ...rest, recipe: 'people' } as const;
const vendor = { ...rest, recipe: 'vendor' } as const;
const custom = { ...vendor, vendorMay: 'custom' } as const;
const instance = { ...rest, recipe: 'workload-bucket' } as const;
const standing = { ...instance, workload: 'existing' } as const;
const principal = { ...rest, recipe: 'bucket-policy' } as const;
const github = { ...rest, recipe: 'ci-oidc' } as const;
const eks = { ...rest, recipe: 'eks' } as const;
const service = { ...rest, recipe: 'aws-service', access: 'custom' } as const;
const saml = { ...rest, recipe: 'saml' } as const;
const manager = { ...rest, recipe: 'identity-center' } as const;
const issuer = { ...github, issuerKind: 'other', access: 'custom' } as const;

it.each([
  [share, ['who', 'bucket', 'who', 'trustScope', 'access']],
  [people, ['who', 'trustingAccount', 'who', 'trustScope', 'managedPolicies']],
  [vendor, ['vendorAccount', 'bucket', 'vendorAccount', 'externalId', 'bucket']],
  [
    custom,
    ['vendorAccount', 'trustingAccount', 'vendorAccount', 'externalId', 'customPolicy'],
  ],
  [instance, ['trustedAccount', 'bucket', 'access', 'bucket', 'bucket']],
  [standing, ['who', 'bucket', 'access', 'bucket', 'bucket']],
  [principal, ['who', 'bucket', 'access', 'bucket', 'bucket']],
  [github, ['issuerKind', 'bucket', 'issuerUrl', 'repository', 'access']],
  [issuer, ['issuerKind', 'trustingAccount', 'issuerUrl', 'subject', 'customPolicy']],
  [eks, ['issuerUrl', 'bucket', 'issuerUrl', 'serviceAccount', 'access']],
  [service, ['service', 'trustingAccount', 'service', 'sourceGuard', 'customPolicy']],
  [saml, ['samlProvider', 'bucket', 'samlProvider', 'samlPeople', 'access']],
  [
    manager,
    ['accessApplication', 'bucket', 'accessApplication', 'accessApplication', 'access'],
  ],
] as const)(
  'leads from each part of the picture of %o to its field',
  (chosen, fields) => {
    const parts = ['left', 'right', 1, 2, 3] as const;
    expect(parts.map((part) => leadOfPart(part, chosen))).toEqual(fields);
  },
);

it.each([share, vendor, github])(
  'leads from the lock of the key of a bucket to the bucket: %o',
  (chosen) => {
    expect(leadOfPart(4, chosen)).toBe('bucket');
  },
);

it.each([
  ['who', share, 'who'],
  ['who', vendor, 'vendorAccount'],
  ['who', standing, 'workload'],
  ['what', share, 'bucket'],
  ['what', instance, 'bucket'],
  ['who', principal, 'who'],
  ['what', principal, 'bucket'],
  ['what', people, 'trustingAccount'],
  ['what', vendor, 'vendorMay'],
  ['who', github, 'issuerKind'],
  ['what', github, 'access'],
  ['who', eks, 'issuerUrl'],
  ['what', service, 'access'],
  ['review', vendor, null],
] as const)(
  'opens the screen %s with the caret in its first field',
  (step, chosen, field) => {
    expect(firstFieldOf(step, chosen)).toBe(field);
  },
);
