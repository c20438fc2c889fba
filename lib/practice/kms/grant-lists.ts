import type {
  ListGrantsCommandInput,
  ListRetirableGrantsCommandInput,
  RetireGrantCommandInput,
  RevokeGrantCommandInput,
} from '@aws-sdk/client-kms';
import { parseArn } from '@/lib/core/arn';
import { authorize, traceRequest } from '../authorize/authorize';
import { refusal } from '../authorize/denial';
import { type Call, type Given, noted, type Operations } from '../operation';
import { validationError } from '../wire/aws-error';
import type { KeyGrant, StoredKey } from '../world/kms-types';
import type { AccountState } from '../world/types';
import { allowKey } from './allow-key';
import { endDryRun } from './check-values';
import { invalidArn, keyNotFound, notFound } from './errors';
import { targetOf } from './find-key';
import { isGranted } from './grant-allows';
import { allGrants, grantOfToken, type PlacedGrant } from './grant-tokens';
import { grantOut } from './grants';
import { kmsPage } from './paging';

const grantNotFound = (id: string) => notFound(`Grant ID ${id} not found`);

const GRANT_CONTEXT = { 'kms:GrantIsForAWSResource': 'false' };

function listGrants(call: Call, input: Given<ListGrantsCommandInput>) {
  const target = targetOf(call, input.KeyId, { takesAlias: false });
  const { key } = allowKey(call, target, {
    action: 'kms:ListGrants',
    context: GRANT_CONTEXT,
  });
  const { GrantId, GranteePrincipal } = input;
  const asked = key.grants.filter(
    ({ id, grantee }) =>
      (GrantId === undefined || id === GrantId) &&
      (GranteePrincipal === undefined || grantee === GranteePrincipal),
  );
  if (GrantId !== undefined && asked.length === 0) throw grantNotFound(GrantId);
  const { items, rest } = kmsPage(asked, ({ id }) => id, input);
  return { Grants: items.map((grant) => grantOut(key, grant)), ...rest };
}

function listRetirable(call: Call, input: Given<ListRetirableGrantsCommandInput>) {
  authorize(call, { action: 'kms:ListRetirableGrants', resource: '*' });
  const { RetiringPrincipal = '' } = input;
  if (parseArn(RetiringPrincipal)?.accountId !== call.account.id)
    throw invalidArn(`Invalid arn: ${RetiringPrincipal}`);
  const retirable = [...allGrants(call)].filter(
    ({ key, grant }) =>
      grant.retiring === RetiringPrincipal && key.region === call.region,
  );
  const { items, rest } = kmsPage(retirable, ({ grant }) => grant.id, input);
  return { Grants: items.map(({ key, grant }) => grantOut(key, grant)), ...rest };
}

function remove(call: Call, key: StoredKey, id: string): void {
  key.grants = key.grants.filter((grant) => grant.id !== id);
  noted(call);
}

function revokeGrant(call: Call, input: Given<RevokeGrantCommandInput>) {
  const target = targetOf(call, input.KeyId, { takesAlias: false });
  const { key } = allowKey(call, target, {
    action: 'kms:RevokeGrant',
    context: GRANT_CONTEXT,
  });
  if (!key.grants.some(({ id }) => id === input.GrantId))
    throw grantNotFound(input.GrantId);
  endDryRun(input);
  remove(call, key, input.GrantId);
  return {};
}

function placedGrant(call: Call, input: Given<RetireGrantCommandInput>): PlacedGrant {
  const { GrantToken, KeyId, GrantId } = input;
  if (GrantToken !== undefined) return grantOfToken(call, GrantToken);
  if (KeyId === undefined || GrantId === undefined)
    throw validationError('Specify a grant token, or a key ARN and a grant ID.');
  const { owner, key, arn } = targetOf(call, KeyId, { takesAlias: false });
  if (!owner || !key) throw keyNotFound(arn);
  const grant = key.grants.find(({ id }) => id === GrantId);
  if (!grant) throw grantNotFound(GrantId);
  return { owner, key, grant };
}

/**
 * Who may retire a grant: whom it names for it, its grantee if it says so, and the accounts of
 * the key and of who made it, which leave it to their policies.
 */
const retirers = (owner: AccountState, grant: KeyGrant): string[] => [
  ...(grant.retiring === null ? [] : [grant.retiring]),
  ...(grant.operations.includes('RetireGrant') ? [grant.grantee] : []),
  `arn:${owner.partition}:iam::${owner.id}:root`,
  grant.issuer,
];

/**
 * The grant decides who retires it; in a key policy the permission has no effect.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
 */
function allowRetiring(call: Call, placed: PlacedGrant): void {
  const { owner, key, grant } = placed;
  const asked = {
    action: 'kms:RetireGrant',
    resource: key.arn,
    accountId: owner.id,
    context: { 'kms:CallerAccount': call.account.id },
  };
  traceRequest(call, asked);
  if (!isGranted(call, placed, retirers(owner, grant), asked, []))
    throw refusal(call, asked, '');
}

function retireGrant(call: Call, input: Given<RetireGrantCommandInput>) {
  const placed = placedGrant(call, input);
  allowRetiring(call, placed);
  endDryRun(input);
  remove(call, placed.key, placed.grant.id);
  return {};
}

export const grantListOperations = {
  ListGrants: listGrants,
  ListRetirableGrants: listRetirable,
  RevokeGrant: revokeGrant,
  RetireGrant: retireGrant,
} satisfies Operations;
