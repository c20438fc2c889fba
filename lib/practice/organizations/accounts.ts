import type {
  Account,
  CreateAccountCommandInput,
  CreateAccountStatus,
  DescribeAccountCommandInput,
  DescribeCreateAccountStatusCommandInput,
  ListAccountsCommandInput,
  ListCreateAccountStatusCommandInput,
} from '@aws-sdk/client-organizations';
import { type Call, changed, type Given, noted, type Operations } from '../operation';
import { addRole, draftAccount } from '../seed/builder';
import { rootArn, trusts } from '../seed/document';
import { AwsError } from '../wire/aws-error';
import { randomAccountId, randomLowerCase } from '../world/ids';
import type { OrgState } from '../world/org-types';
import type { AccountState } from '../world/types';
import { orgArn } from './arns';
import { allow, allowChange, constraint, invalidInput } from './organization';
import { tokenPage } from './token-page';
import { policiesOfNew } from './units';

const MOST_ACCOUNTS = 2000;
const ACCESS_ROLE = 'OrganizationAccountAccessRole';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const accountOut = (
  call: Call,
  org: OrgState,
  account: AccountState,
): Account => ({
  Id: account.id,
  Arn: orgArn(call, org, `account/${org.id}/${account.id}`),
  Email: account.email,
  Name: account.name,
  Status: 'ACTIVE',
  State: 'ACTIVE',
  JoinedMethod: account.id === org.managementAccountId ? 'INVITED' : 'CREATED',
  JoinedTimestamp: new Date(account.joinedAt),
});

export const membersOf = (call: Call, org: OrgState): AccountState[] =>
  [...call.world.accounts.values()].filter(({ id }) => org.targets.has(id));

function listAccounts(call: Call, input: Given<ListAccountsCommandInput>) {
  const org = allow(call, 'ListAccounts');
  const { items, rest } = tokenPage(membersOf(call, org), ({ id }) => id, input);
  return { Accounts: items.map((account) => accountOut(call, org, account)), ...rest };
}

function describeAccount(call: Call, { AccountId }: Given<DescribeAccountCommandInput>) {
  const org = allow(call, 'DescribeAccount', { ids: [AccountId] });
  const account = membersOf(call, org).find(({ id }) => id === AccountId);
  if (!account)
    throw new AwsError(
      'AccountNotFoundException',
      "You specified an account that doesn't exist.",
    );
  return { Account: accountOut(call, org, account) };
}

function idOfNew({ world }: Call): string {
  let id = randomAccountId();
  while (world.accounts.has(id)) id = randomAccountId();
  return id;
}

type Wanted = Given<CreateAccountCommandInput>;

function makeAccount(call: Call, org: OrgState, wanted: Wanted): AccountState {
  const draft = draftAccount(call.nowMs, {
    id: idOfNew(call),
    name: wanted.AccountName,
    email: wanted.Email,
    joinedDaysAgo: 0,
  });
  addRole(draft, wanted.RoleName ?? ACCESS_ROLE, {
    trust: [trusts(rootArn(org.managementAccountId))],
    attach: ['AdministratorAccess'],
    createdDaysAgo: 0,
  });
  return draft.account;
}

const statusOut = ({ id, request, at, ...rest }: Creation): CreateAccountStatus => ({
  Id: request,
  AccountName: rest.name,
  State: rest.failure ? 'FAILED' : 'SUCCEEDED',
  RequestedTimestamp: new Date(at),
  CompletedTimestamp: new Date(at),
  ...(id !== null && { AccountId: id }),
  ...(rest.failure !== null && { FailureReason: rest.failure }),
});

type Creation = OrgState['creations'][number];

/** AWS works in the background; here the account is there with the answer. */
function createAccount(call: Call, input: Wanted) {
  const org = allowChange(call, 'CreateAccount');
  if (!EMAIL.test(input.Email))
    throw invalidInput('INVALID_EMAIL_ADDRESS_TARGET', 'You provided an invalid email.');
  const members = membersOf(call, org);
  if (members.length >= MOST_ACCOUNTS)
    throw constraint(
      'ACCOUNT_NUMBER_LIMIT_EXCEEDED',
      'You have exceeded the number of accounts in your organization.',
    );
  const isTaken = [...call.world.accounts.values()].some(
    ({ email }) => email.toLowerCase() === input.Email.toLowerCase(),
  );
  const account = isTaken ? null : makeAccount(call, org, input);
  const creation: Creation = {
    request: `car-${randomLowerCase(32)}`,
    name: input.AccountName,
    at: new Date(call.nowMs).toISOString(),
    id: account?.id ?? null,
    failure: isTaken ? 'EMAIL_ALREADY_EXISTS' : null,
  };
  org.creations.push(creation);
  if (account) join(call, org, account);
  noted(call);
  return { CreateAccountStatus: statusOut(creation) };
}

function join(call: Call, org: OrgState, account: AccountState): void {
  const root = [...org.targets.values()].find(({ type }) => type === 'ROOT');
  call.world.accounts.set(account.id, account);
  org.targets.set(account.id, {
    id: account.id,
    type: 'ACCOUNT',
    name: account.name,
    parentId: root?.id ?? null,
    policyIds: policiesOfNew(org),
  });
  changed(call, account);
}

function describeCreation(
  call: Call,
  { CreateAccountRequestId: request }: Given<DescribeCreateAccountStatusCommandInput>,
) {
  const org = allow(call, 'DescribeCreateAccountStatus');
  const creation = org.creations.find((one) => one.request === request);
  if (!creation)
    throw new AwsError(
      'CreateAccountStatusNotFoundException',
      "We can't find an create account request with the CreateAccountRequestId that you specified.",
    );
  return { CreateAccountStatus: statusOut(creation) };
}

function listCreations(call: Call, input: Given<ListCreateAccountStatusCommandInput>) {
  const org = allow(call, 'ListCreateAccountStatus');
  const wanted = org.creations
    .map(statusOut)
    .filter(({ State }) => !input.States || input.States.some((one) => one === State));
  const { items, rest } = tokenPage(wanted, ({ Id }) => Id ?? '', input);
  return { CreateAccountStatuses: items, ...rest };
}

export const orgAccountOperations = {
  ListAccounts: listAccounts,
  DescribeAccount: describeAccount,
  CreateAccount: createAccount,
  DescribeCreateAccountStatus: describeCreation,
  ListCreateAccountStatus: listCreations,
} satisfies Operations;
