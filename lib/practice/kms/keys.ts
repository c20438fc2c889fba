import type {
  CreateKeyCommandInput,
  DescribeKeyCommandInput,
  KeyMetadata,
  ListKeysCommandInput,
  UpdateKeyDescriptionCommandInput,
} from '@aws-sdk/client-kms';
import { KeySpec, KeyUsageType, OriginType } from '@aws-sdk/client-kms';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { authorize } from '../authorize/authorize';
import { requestTagContext } from '../iam/tags';
import {
  type Call,
  changed,
  type Given,
  noted,
  type Operations,
  worldTime,
} from '../operation';
import { validationError } from '../wire/aws-error';
import type { StoredKey } from '../world/kms-types';
import type { AccountState, StoredTag } from '../world/types';
import { allowKey, allowOwnKey, checkNotDeleting } from './allow-key';
import { checkValue } from './check-values';
import { defaultKeyPolicy } from './default-policy';
import { kmsLimitExceeded, unsupported } from './errors';
import { forgetDeletedKeys, targetOf } from './find-key';
import { checkKeyPolicy } from './key-policy';
import { SPEC_CONTEXT } from './key-request';
import { kmsTagsOf } from './key-tags';
import { newKmsKey } from './make-kms-key';
import { kmsPage } from './paging';

const KEYS_QUOTA = NUMBER_RULES.KmsKeysPerRegion.max;

const multiRegionOut = ({ arn, region }: StoredKey) => ({
  MultiRegionKeyType: 'PRIMARY' as const,
  PrimaryKey: { Arn: arn, Region: region },
  ReplicaKeys: [],
});

function metadataOut({ id: accountId }: AccountState, key: StoredKey): KeyMetadata {
  const isMultiRegion = key.id.startsWith('mrk-');
  return {
    AWSAccountId: accountId,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: new Date(key.createdAt),
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: key.state,
    DeletionDate: key.deletionAt === null ? undefined : new Date(key.deletionAt),
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: isMultiRegion,
    MultiRegionConfiguration: isMultiRegion ? multiRegionOut(key) : undefined,
  };
}

/** Only what is made of 256 random bits is made here. */
function checkKind(input: Given<CreateKeyCommandInput>): void {
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  const usage = input.KeyUsage ?? 'ENCRYPT_DECRYPT';
  checkValue('keySpec', spec, Object.values(KeySpec));
  checkValue('keyUsage', usage, Object.values(KeyUsageType));
  checkValue('origin', input.Origin, Object.values(OriginType));
  if (spec !== 'SYMMETRIC_DEFAULT')
    throw unsupported(`The practice accounts make no keys of spec ${spec}.`);
  if (usage !== 'ENCRYPT_DECRYPT')
    throw validationError(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  if ((input.Origin ?? 'AWS_KMS') !== 'AWS_KMS' || input.CustomKeyStoreId !== undefined)
    throw unsupported('The practice accounts make keys of origin AWS_KMS only.');
}

function allowCreate(
  call: Call,
  tags: StoredTag[],
  { isMultiRegion, isBypassing }: { isMultiRegion: boolean; isBypassing: boolean },
): void {
  const context = {
    ...SPEC_CONTEXT,
    'kms:CallerAccount': call.account.id,
    'kms:MultiRegion': String(isMultiRegion),
    'kms:BypassPolicyLockoutSafetyCheck': String(isBypassing),
    ...requestTagContext(tags),
  };
  authorize(call, { action: 'kms:CreateKey', resource: '*', context });
  if (tags.length > 0)
    authorize(call, { action: 'kms:TagResource', resource: '*', context });
}

function createKey(call: Call, input: Given<CreateKeyCommandInput>) {
  const { account, region } = call;
  const tags = kmsTagsOf(input.Tags);
  const isBypassing = input.BypassPolicyLockoutSafetyCheck === true;
  const isMultiRegion = input.MultiRegion === true;
  checkKind(input);
  allowCreate(call, tags, { isMultiRegion, isBypassing });
  if (keysHere(call).length >= KEYS_QUOTA)
    throw kmsLimitExceeded(`A Region can have at most ${KEYS_QUOTA} KMS keys.`);
  const key = newKmsKey(account, {
    region,
    isMultiRegion,
    policy: input.Policy ?? defaultKeyPolicy(account),
    createdAt: worldTime(call),
    description: input.Description ?? '',
    tags,
  });
  if (input.Policy !== undefined) checkKeyPolicy(call, key, input.Policy, isBypassing);
  account.kmsKeys.set(key.arn, key);
  changed(call);
  return { KeyMetadata: metadataOut(account, key) };
}

function describeKey(call: Call, { KeyId }: Given<DescribeKeyCommandInput>) {
  const target = targetOf(call, KeyId, { takesAlias: true, makesManaged: true });
  const { owner, key } = allowKey(call, target, { action: 'kms:DescribeKey' });
  return { KeyMetadata: metadataOut(owner, key) };
}

function keysHere(call: Call): StoredKey[] {
  forgetDeletedKeys(call, call.account);
  return [...call.account.kmsKeys.values()].filter(
    ({ region }) => region === call.region,
  );
}

function listKeys(call: Call, input: Given<ListKeysCommandInput>) {
  authorize(call, { action: 'kms:ListKeys', resource: '*' });
  const { items, rest } = kmsPage(keysHere(call), ({ id }) => id, input);
  return { Keys: items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...rest };
}

function updateDescription(call: Call, input: Given<UpdateKeyDescriptionCommandInput>) {
  const { key } = allowOwnKey(call, input.KeyId, { action: 'kms:UpdateKeyDescription' });
  checkNotDeleting(key);
  key.description = input.Description;
  noted(call);
  return {};
}

export const keyOperations = {
  CreateKey: createKey,
  DescribeKey: describeKey,
  ListKeys: listKeys,
  UpdateKeyDescription: updateDescription,
} satisfies Operations;
