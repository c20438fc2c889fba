import { documentOf } from '../seed/document';
import { type Made, made, type Step } from '../test-killed';

const key = (all: Made, more: object = {}) => ({
  KeyId: made(all, 'CreateKey', 'KeyId'),
  ...more,
});
const ROOT = 'arn:aws:iam::111122223333:root';
const Policy = documentOf({
  Effect: 'Allow',
  Principal: { AWS: ROOT },
  Action: 'kms:*',
  Resource: '*',
});
const grant = (all: Made) => key(all, { GrantId: made(all, 'CreateGrant', 'GrantId') });
const GRANT = {
  GranteePrincipal: ROOT,
  RetiringPrincipal: ROOT,
  Operations: ['Decrypt'],
};
const AliasName = 'alias/killed';

export const KMS_READS: readonly Step[] = [
  ['ListKeys', {}],
  ['ListAliases', {}],
  ['DescribeKey', key],
  ['GetKeyPolicy', key],
  ['ListGrants', key],
  ['ListResourceTags', key],
  ['GetKeyRotationStatus', key],
];

export const KMS_WRITES: readonly Step[] = [
  ['CreateKey', {}],
  ['CreateKey', {}],
  ['UpdateKeyDescription', (all) => key(all, { Description: 'says' })],
  ['PutKeyPolicy', (all) => key(all, { Policy })],
  ['TagResource', (all) => key(all, { Tags: [{ TagKey: 'a', TagValue: 'b' }] })],
  ['UntagResource', (all) => key(all, { TagKeys: ['a'] })],
  ['EnableKeyRotation', key],
  ['DisableKeyRotation', key],
  ['CreateAlias', (all) => ({ AliasName, TargetKeyId: key(all).KeyId })],
  ['CreateKey', {}],
  ['UpdateAlias', (all) => ({ AliasName, TargetKeyId: key(all).KeyId })],
  ['DeleteAlias', { AliasName }],
  ['CreateGrant', (all) => key(all, GRANT)],
  ['RetireGrant', grant],
  ['CreateGrant', (all) => key(all, GRANT)],
  ['RevokeGrant', grant],
  ['DisableKey', key],
  ['EnableKey', key],
  ['ScheduleKeyDeletion', key],
  ['CancelKeyDeletion', key],
];
