import type {
  DeregisterDelegatedAdministratorCommandInput,
  ListDelegatedAdministratorsCommandInput,
  RegisterDelegatedAdministratorCommandInput,
} from '@aws-sdk/client-organizations';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import { accountOut, membersOf } from './accounts';
import { allow, allowChange, constraint } from './organization';
import { tokenPage } from './token-page';

const serviceKey = ({ ServicePrincipal }: { ServicePrincipal?: string }) =>
  ServicePrincipal === undefined
    ? {}
    : { 'organizations:ServicePrincipal': ServicePrincipal };

const delegation = (input: { AccountId: string; ServicePrincipal: string }) => ({
  ids: [input.AccountId],
  context: serviceKey(input),
});

function listDelegates(
  call: Call,
  input: Given<ListDelegatedAdministratorsCommandInput>,
) {
  const org = allow(call, 'ListDelegatedAdministrators', { context: serviceKey(input) });
  const delegates = membersOf(call, org).filter(({ id }) =>
    org.delegatedAccountIds.includes(id),
  );
  const { items, rest } = tokenPage(delegates, ({ id }) => id, input);
  return {
    DelegatedAdministrators: items.map((account) => ({
      ...accountOut(call, org, account),
      DelegationEnabledDate: new Date(account.joinedAt),
    })),
    ...rest,
  };
}

/** One delegation covers every service here: what it gives is the right to read the tree. */
function register(call: Call, input: Given<RegisterDelegatedAdministratorCommandInput>) {
  const org = allowChange(call, 'RegisterDelegatedAdministrator', delegation(input));
  const { AccountId: id } = input;
  if (!membersOf(call, org).some((account) => account.id === id))
    throw new AwsError(
      'AccountNotFoundException',
      "You specified an account that doesn't exist.",
    );
  if (id === org.managementAccountId)
    throw constraint(
      'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
      'You cannot register master account/yourself as delegated administrator for your organization.',
    );
  if (org.delegatedAccountIds.includes(id))
    throw new AwsError(
      'AccountAlreadyRegisteredException',
      'The specified account is already a delegated administrator for this Amazon Web Services service.',
    );
  org.delegatedAccountIds.push(id);
  noted(call);
  return {};
}

function deregister(
  call: Call,
  input: Given<DeregisterDelegatedAdministratorCommandInput>,
) {
  const org = allowChange(call, 'DeregisterDelegatedAdministrator', delegation(input));
  const { AccountId: id } = input;
  if (!org.delegatedAccountIds.includes(id))
    throw new AwsError(
      'AccountNotRegisteredException',
      'The specified account is not a delegated administrator for this Amazon Web Services service.',
    );
  org.delegatedAccountIds = org.delegatedAccountIds.filter((one) => one !== id);
  noted(call);
  return {};
}

export const delegateOperations = {
  ListDelegatedAdministrators: listDelegates,
  RegisterDelegatedAdministrator: register,
  DeregisterDelegatedAdministrator: deregister,
} satisfies Operations;
