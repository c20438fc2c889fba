import { expect, it } from 'vitest';
import { firstFieldOf, leadOfPart } from './recipe-leads';

const share = { recipe: 'share-bucket', vendorMay: 'bucket' } as const;
const people = { recipe: 'people', vendorMay: 'bucket' } as const;
const vendor = { recipe: 'vendor', vendorMay: 'bucket' } as const;
const custom = { recipe: 'vendor', vendorMay: 'custom' } as const;

it.each([
  [share, ['who', 'bucket', 'who', 'trustScope', 'access']],
  [people, ['who', 'trustingAccount', 'who', 'trustScope', 'managedPolicies']],
  [vendor, ['vendorAccount', 'bucket', 'vendorAccount', 'externalId', 'bucket']],
  [
    custom,
    ['vendorAccount', 'trustingAccount', 'vendorAccount', 'externalId', 'customPolicy'],
  ],
] as const)(
  'leads from each part of the picture of %o to its field',
  (chosen, fields) => {
    const parts = ['left', 'right', 1, 2, 3] as const;
    expect(parts.map((part) => leadOfPart(part, chosen))).toEqual(fields);
  },
);

it.each([
  ['who', share, 'who'],
  ['who', vendor, 'vendorAccount'],
  ['what', share, 'bucket'],
  ['what', people, 'trustingAccount'],
  ['what', vendor, 'vendorMay'],
  ['review', vendor, null],
] as const)(
  'opens the screen %s with the caret in its first field',
  (step, chosen, field) => {
    expect(firstFieldOf(step, chosen)).toBe(field);
  },
);
