import type {
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  ListAliasesCommandInput,
  UpdateAliasCommandInput,
} from '@aws-sdk/client-kms';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { authorize } from '../authorize/authorize';
import { type Call, type Given, noted, type Operations, worldTime } from '../operation';
import { AwsError, validationError } from '../wire/aws-error';
import type { StoredAlias } from '../world/kms-types';
import { allowOwnKey, checkNotDeleting } from './allow-key';
import { kmsLimitExceeded, notFound } from './errors';
import { type FoundKey, forgetDeletedKeys } from './find-key';
import { aliasesOf, kmsArn, nameKmsKey } from './make-kms-key';
import { RESERVED_PREFIX } from './managed-key';
import { kmsPage } from './paging';

const ALIASES_QUOTA = NUMBER_RULES.AliasesPerKey.max;

/** The ARN of an alias that a call may write, by its name. */
function writableArn(call: Call, name: string): string {
  if (!name.startsWith('alias/') || name === 'alias/')
    throw validationError(
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  if (name.startsWith(RESERVED_PREFIX))
    throw new AwsError(
      'NotAuthorizedException',
      `Aliases that begin with ${RESERVED_PREFIX} are reserved for AWS managed keys.`,
    );
  if (name.includes(':'))
    throw validationError(`${name} contains invalid characters for an alias`);
  return kmsArn(call.account, call.region, name);
}

/** Writing an alias needs the permission on the alias, and on each key it names. */
function allowAlias(call: Call, action: `kms:${string}`, arn: string): void {
  authorize(call, {
    action,
    resource: arn,
    context: { 'kms:CallerAccount': call.account.id },
  });
}

function targetKey(call: Call, action: `kms:${string}`, keyId: string): FoundKey {
  if (/(?:^|:)alias\//.test(keyId))
    throw validationError('Aliases must refer to keys. Not aliases');
  return allowOwnKey(call, keyId, { action });
}

function existingAlias(call: Call, arn: string): StoredAlias {
  forgetDeletedKeys(call, call.account);
  const alias = call.account.kmsAliases.get(arn);
  if (!alias) throw notFound(`Alias ${arn} is not found.`);
  return alias;
}

function checkQuota(call: Call, { key }: FoundKey): void {
  if (aliasesOf(call.account, key).length >= ALIASES_QUOTA)
    throw kmsLimitExceeded(`A KMS key can have at most ${ALIASES_QUOTA} aliases.`);
}

function createAlias(call: Call, input: Given<CreateAliasCommandInput>) {
  const arn = writableArn(call, input.AliasName);
  allowAlias(call, 'kms:CreateAlias', arn);
  const found = targetKey(call, 'kms:CreateAlias', input.TargetKeyId);
  if (call.account.kmsAliases.has(arn))
    throw new AwsError(
      'AlreadyExistsException',
      `An alias with the name ${arn} already exists`,
    );
  checkNotDeleting(found.key);
  checkQuota(call, found);
  nameKmsKey(call.account, found.key, input.AliasName, worldTime(call));
  noted(call);
  return {};
}

function updateAlias(call: Call, input: Given<UpdateAliasCommandInput>) {
  const arn = writableArn(call, input.AliasName);
  allowAlias(call, 'kms:UpdateAlias', arn);
  const alias = existingAlias(call, arn);
  targetKey(call, 'kms:UpdateAlias', alias.keyArn);
  const found = targetKey(call, 'kms:UpdateAlias', input.TargetKeyId);
  checkNotDeleting(found.key);
  if (found.key.arn !== alias.keyArn) checkQuota(call, found);
  alias.keyArn = found.key.arn;
  alias.updatedAt = worldTime(call);
  noted(call);
  return {};
}

function deleteAlias(call: Call, { AliasName }: Given<DeleteAliasCommandInput>) {
  const arn = writableArn(call, AliasName);
  allowAlias(call, 'kms:DeleteAlias', arn);
  const alias = existingAlias(call, arn);
  targetKey(call, 'kms:DeleteAlias', alias.keyArn);
  call.account.kmsAliases.delete(arn);
  noted(call);
  return {};
}

const aliasOut = (alias: StoredAlias) => ({
  AliasName: alias.name,
  AliasArn: alias.arn,
  TargetKeyId: alias.keyArn.slice(alias.keyArn.lastIndexOf('/') + 1),
  CreationDate: new Date(alias.createdAt),
  LastUpdatedDate: new Date(alias.updatedAt),
});

function listAliases(call: Call, input: Given<ListAliasesCommandInput>) {
  authorize(call, { action: 'kms:ListAliases', resource: '*' });
  forgetDeletedKeys(call, call.account);
  const keyArn =
    input.KeyId === undefined
      ? null
      : allowOwnKey(call, input.KeyId, { action: 'kms:ListAliases' }).arn;
  const here = [...call.account.kmsAliases.values()].filter(
    (alias) =>
      alias.region === call.region && (keyArn === null || alias.keyArn === keyArn),
  );
  const { items, rest } = kmsPage(here, ({ name }) => name, input);
  return { Aliases: items.map(aliasOut), ...rest };
}

export const aliasOperations = {
  CreateAlias: createAlias,
  UpdateAlias: updateAlias,
  DeleteAlias: deleteAlias,
  ListAliases: listAliases,
} satisfies Operations;
