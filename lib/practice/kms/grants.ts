import { randomBytes } from 'node:crypto';
import type { CreateGrantCommandInput, GrantListEntry } from '@aws-sdk/client-kms';
import { GrantOperation } from '@aws-sdk/client-kms';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { isKnownPrincipal } from '../iam/principals';
import { type Call, type Given, noted, type Operations, worldTime } from '../operation';
import { validationError } from '../wire/aws-error';
import type { KeyGrant, StoredKey } from '../world/kms-types';
import { allowKey, checkUsable } from './allow-key';
import { checkValue, endDryRun } from './check-values';
import { invalidArn, kmsLimitExceeded, unsupported } from './errors';
import { targetOf } from './find-key';
import { satisfies } from './grant-allows';
import { checkGrantTokens } from './grant-tokens';

const GRANTS_QUOTA = NUMBER_RULES.GrantsPerKey.max;

/** What a symmetric encryption key can do for a grantee. */
const OF_SYMMETRIC_KEYS: ReadonlySet<string> = new Set([
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
]);

function checkOperations(operations: string[]): void {
  for (const operation of operations)
    checkValue('operations', operation, Object.values(GrantOperation));
  if (operations.length === 0) throw validationError('A grant must have an operation.');
  const other = operations.find((operation) => !OF_SYMMETRIC_KEYS.has(operation));
  if (other !== undefined)
    throw validationError(
      `Grant operation ${other} is not supported for KeySpec SYMMETRIC_DEFAULT`,
    );
}

function checkPrincipal(call: Call, principal: string | undefined): void {
  if (principal === undefined) return;
  if (!principal.startsWith('arn:') || !isKnownPrincipal(call.world, 'AWS', principal))
    throw invalidArn(`ARN does not refer to a valid principal: ${principal}`);
}

function constraintOf({
  Constraints,
}: Given<CreateGrantCommandInput>): KeyGrant['constraint'] {
  const { EncryptionContextSubset: subset, EncryptionContextEquals: equals } =
    Constraints ?? {};
  if (subset && equals)
    throw validationError(
      'A grant can have EncryptionContextSubset or EncryptionContextEquals, not both.',
    );
  if (equals) return { kind: 'equals', context: equals };
  return subset ? { kind: 'subset', context: subset } : null;
}

/** A grantee who passes a permission on can give no more than the grant gave. */
const isWithin =
  (operations: string[], constraint: KeyGrant['constraint']) =>
  (parent: KeyGrant): boolean =>
    operations.every((operation) => parent.operations.includes(operation)) &&
    (parent.constraint === null ||
      (constraint !== null &&
        (parent.constraint.kind === 'subset' || constraint.kind === 'equals') &&
        satisfies(parent.constraint, constraint.context)));

type GrantInput = Given<CreateGrantCommandInput> & { GranteePrincipal: string };

/** No service of AWS calls a local endpoint, so none is a grantee. */
function withGrantee(input: Given<CreateGrantCommandInput>): GrantInput {
  const { GranteePrincipal, GranteeServicePrincipal, RetiringServicePrincipal } = input;
  if (
    GranteeServicePrincipal !== undefined ||
    RetiringServicePrincipal !== undefined ||
    input.Constraints?.SourceArn !== undefined
  )
    throw unsupported('The practice accounts make no grants to services.');
  if (GranteePrincipal === undefined)
    throw validationError('You must specify a grantee principal.');
  return { ...input, GranteePrincipal };
}

function grantContext(input: GrantInput) {
  const { Constraints, RetiringPrincipal } = input;
  const [constraintType] = Object.keys(Constraints ?? {});
  return {
    'kms:GrantOperations': [...input.Operations],
    'kms:GranteePrincipal': input.GranteePrincipal,
    'kms:GrantIsForAWSResource': 'false',
    ...(RetiringPrincipal !== undefined && {
      'kms:RetiringPrincipal': RetiringPrincipal,
    }),
    ...(constraintType !== undefined && { 'kms:GrantConstraintType': constraintType }),
  };
}

const sameTerms = (grant: KeyGrant): string =>
  JSON.stringify([
    grant.issuer,
    grant.grantee,
    grant.retiring,
    [...grant.operations].sort(),
    grant.constraint,
  ]);

/** The same named grant asked for again is the one that is there. */
function addGrant(key: StoredKey, grant: KeyGrant): KeyGrant {
  const same = key.grants.find(
    (one) =>
      grant.name !== null &&
      one.name === grant.name &&
      sameTerms(one) === sameTerms(grant),
  );
  if (same) return same;
  if (key.grants.length >= GRANTS_QUOTA)
    throw kmsLimitExceeded(`A KMS key can have at most ${GRANTS_QUOTA} grants.`);
  key.grants.push(grant);
  return grant;
}

function createGrant(call: Call, given: Given<CreateGrantCommandInput>) {
  const input = withGrantee(given);
  const operations = [...new Set<string>(input.Operations)];
  checkOperations(operations);
  const constraint = constraintOf(input);
  checkGrantTokens(call, input.GrantTokens);
  const target = targetOf(call, input.KeyId, { takesAlias: false });
  const { key } = allowKey(call, target, {
    action: 'kms:CreateGrant',
    context: grantContext(input),
    isWithinGrant: isWithin(operations, constraint),
  });
  checkPrincipal(call, input.GranteePrincipal);
  checkPrincipal(call, input.RetiringPrincipal);
  checkUsable(key);
  endDryRun(input);
  const grant = addGrant(key, {
    id: randomBytes(32).toString('hex'),
    token: randomBytes(96).toString('base64url'),
    name: input.Name ?? null,
    createdAt: worldTime(call),
    issuer: `arn:${call.account.partition}:iam::${call.account.id}:root`,
    grantee: input.GranteePrincipal,
    retiring: input.RetiringPrincipal ?? null,
    operations,
    constraint,
  });
  noted(call);
  return { GrantId: grant.id, GrantToken: grant.token };
}

/** A grant as lists show it: its token is told only to whom made it. */
export function grantOut(key: StoredKey, grant: KeyGrant): GrantListEntry {
  const { constraint } = grant;
  return {
    KeyId: key.arn,
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: new Date(grant.createdAt),
    GranteePrincipal: grant.grantee,
    RetiringPrincipal: grant.retiring ?? undefined,
    IssuingAccount: grant.issuer,
    // checked against the enumeration when the grant was made
    Operations: grant.operations as GrantOperation[],
    Constraints: constraint
      ? constraint.kind === 'equals'
        ? { EncryptionContextEquals: constraint.context }
        : { EncryptionContextSubset: constraint.context }
      : undefined,
  };
}

export const createGrantOperations = {
  CreateGrant: createGrant,
} satisfies Operations;
