import type { ContextValue } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { OrgState, OrgTarget } from '../world/org-types';

export function orgOf(call: Call): OrgState {
  const { org } = call.world;
  if (!org?.targets.has(call.account.id))
    throw new AwsError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  return org;
}

export const partitionOf = (call: Call) => call.account.partition;

export const orgArn = (call: Call, org: OrgState, resource: string): string =>
  `arn:${partitionOf(call)}:organizations::${org.managementAccountId}:${resource}`;

const KINDS = { ROOT: 'root', ORGANIZATIONAL_UNIT: 'ou', ACCOUNT: 'account' } as const;

export const targetArn = (call: Call, org: OrgState, { id, type }: OrgTarget): string =>
  orgArn(call, org, `${KINDS[type]}/${org.id}/${id}`);

type Wish = {
  operation: string;
  resource: string;
  context?: Record<string, ContextValue>;
};

function authorizeIn(call: Call, { operation, ...request }: Wish): OrgState {
  const org = orgOf(call);
  authorize(call, {
    ...request,
    action: `organizations:${operation}`,
    accountId: call.account.id,
  });
  return org;
}

const notYours = (): AwsError =>
  new AwsError(
    'AccessDenied',
    "You don't have permissions to access this resource.",
    403,
  );

/** Only the management account and delegated administrators may read the tree. */
export function allow(call: Call, operation: string, resource = '*'): OrgState {
  const org = authorizeIn(call, { operation, resource });
  const readers = [org.managementAccountId, ...org.delegatedAccountIds];
  if (!readers.includes(call.account.id)) throw notYours();
  return org;
}

/** Only the management account may change the organisation. */
export function allowChange(
  call: Call,
  operation: string,
  resource = '*',
  context: Record<string, ContextValue> = {},
): OrgState {
  const org = authorizeIn(call, { operation, resource, context });
  if (call.account.id !== org.managementAccountId) throw notYours();
  return org;
}

export function targetAt(org: OrgState, id: string): OrgTarget {
  const target = org.targets.get(id);
  if (!target)
    throw new AwsError(
      'TargetNotFoundException',
      'You specified a target that does not exist.',
    );
  return target;
}

/** A limit of Organizations that was reached; `reason` is AWS's code for which. */
export const constraint = (reason: string, message: string): AwsError =>
  new AwsError('ConstraintViolationException', message, 400, {
    members: { Reason: reason },
  });

export const invalidInput = (reason: string, message: string): AwsError =>
  new AwsError('InvalidInputException', message, 400, {
    members: { Reason: reason },
  });
