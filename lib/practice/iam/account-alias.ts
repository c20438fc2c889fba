import type {
  CreateAccountAliasCommandInput,
  DeleteAccountAliasCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, type Given, noted, type Operations } from '../operation';
import { alreadyExists, noSuchEntity } from '../wire/aws-error';

/** An alias is part of an address, so no two accounts have the same. */
function createAlias(call: Call, input: Given<CreateAccountAliasCommandInput>) {
  authorize(call, { action: 'iam:CreateAccountAlias', resource: '*' });
  const accounts = [...call.world.accounts.values()];
  if (accounts.some(({ alias }) => alias === input.AccountAlias))
    throw alreadyExists(`The account alias ${input.AccountAlias} already exists.`);
  call.account.alias = input.AccountAlias;
  noted(call);
  return {};
}

function deleteAlias(call: Call, input: Given<DeleteAccountAliasCommandInput>) {
  authorize(call, { action: 'iam:DeleteAccountAlias', resource: '*' });
  if (call.account.alias !== input.AccountAlias)
    throw noSuchEntity(`The account alias ${input.AccountAlias} cannot be found.`);
  call.account.alias = null;
  noted(call);
  return {};
}

function listAliases(call: Call) {
  authorize(call, { action: 'iam:ListAccountAliases', resource: '*' });
  const { alias } = call.account;
  return { AccountAliases: alias === null ? [] : [alias], IsTruncated: false };
}

export const accountAliasOperations = {
  CreateAccountAlias: createAlias,
  DeleteAccountAlias: deleteAlias,
  ListAccountAliases: listAliases,
} satisfies Operations;
