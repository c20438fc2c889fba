import type { ContextValue } from '@/lib/iam/question';
import { authorize } from '../authorize/authorize';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { OrgState, OrgTarget } from '../world/org-types';
import { arnOfId } from './arns';

export function orgOf(call: Call): OrgState {
  const { org } = call.world;
  if (!org?.targets.has(call.account.id))
    throw new AwsError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  return org;
}

/** What a call is about: nothing in particular where no id stands. */
type About = {
  /** Targets and policies: the caller needs the permission on each. */
  ids?: string[];
  /** Said by the call itself, where no policy says it. */
  policyType?: string;
  context?: Record<string, ContextValue>;
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html */
function authorizeIn(
  call: Call,
  operation: string,
  { ids = [], policyType, context = {} }: About,
): OrgState {
  const org = orgOf(call);
  const type = policyType ?? ids.flatMap((id) => org.policies.get(id)?.type ?? [])[0];
  const resources = ids.map((id) => arnOfId(call, org, id));
  for (const resource of resources.length > 0 ? resources : ['*'])
    authorize(call, {
      action: `organizations:${operation}`,
      resource,
      accountId: call.account.id,
      context: {
        ...context,
        ...(type !== undefined && { 'organizations:PolicyType': type }),
      },
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
export function allow(call: Call, operation: string, about: About = {}): OrgState {
  const org = authorizeIn(call, operation, about);
  const readers = [org.managementAccountId, ...org.delegatedAccountIds];
  if (!readers.includes(call.account.id)) throw notYours();
  return org;
}

/** Only the management account may change the organisation. */
export function allowChange(call: Call, operation: string, about: About = {}): OrgState {
  const org = authorizeIn(call, operation, about);
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
