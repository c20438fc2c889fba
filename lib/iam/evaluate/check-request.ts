import {
  CHAINED_SESSION_SECONDS,
  DEFAULT_SESSION_SECONDS,
  MAX_SESSION_SECONDS,
  MIN_SESSION_SECONDS,
} from '@/lib/core/duration';
import { maxSessionSeconds } from '../facts/account-facts';
import { isMissing } from './caller';
import { checkProvider } from './check-provider';
import type { Request } from './request';

const ASSUMING = new Set([
  'sts:assumerole',
  'sts:assumerolewithwebidentity',
  'sts:assumerolewithsaml',
]);

/** Keys that only credentials of an EC2 instance or a Lambda function carry. */
const NOT_CHAINED_KEYS = [
  'ec2:SourceInstanceArn',
  'ec2:RoleDelivery',
  'aws:Ec2InstanceSourceVpc',
  'aws:Ec2InstanceSourcePrivateIPv4',
  'lambda:SourceFunctionArn',
];

/**
 * What makes a request impossible before any policy counts; null when nothing does.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function checkRequest(request: Request): string | null {
  if (isMissing(request.caller)) return 'no-such-principal';
  if (request.target.isMissing) return 'no-such-resource';
  if (request.target.kind !== 'role' || !ASSUMING.has(request.action)) return null;
  return (
    checkCredentials(request) ??
    checkProvider(request) ??
    checkDuration(request) ??
    checkSourceIdentity(request)
  );
}

function checkCredentials({ action, caller, question }: Request): string | null {
  if (action !== 'sts:assumerole') return null;
  if (caller.kind === 'root') return 'root-user-cannot-assume-role';
  const isFederated =
    caller.kind === 'federated-user' || question.credentials === 'federation-token';
  const isUnsigned = caller.kind === 'anonymous' || caller.kind === 'federated';
  return isFederated || isUnsigned ? 'credentials-cannot-assume-role' : null;
}

/** A source identity, once set, goes down the chain unchanged. */
function checkSourceIdentity({ question: { session, params } }: Request): string | null {
  const carried = session?.sourceIdentity;
  const asked = params?.SourceIdentity;
  const isChanged = carried !== undefined && asked !== undefined && carried !== asked;
  return isChanged ? 'source-identity-denied-identity' : null;
}

/** A role session that assumes a role gets one hour, whatever the role allows. */
function checkDuration(request: Request): string | null {
  const { question, target } = request;
  const seconds = question.params?.DurationSeconds ?? DEFAULT_SESSION_SECONDS;
  const isInRange = seconds >= MIN_SESSION_SECONDS && seconds <= MAX_SESSION_SECONDS;
  if (!isInRange) return 'duration-out-of-range';
  if (seconds > CHAINED_SESSION_SECONDS && isChaining(request)) {
    return 'duration-exceeds-chaining';
  }
  const { account, role } = target;
  const isTooLong =
    account && role && seconds > maxSessionSeconds(account, role.RoleName);
  return isTooLong ? 'duration-exceeds-max' : null;
}

function isChaining({ action, caller, lookup }: Request): boolean {
  const isRole = caller.kind === 'role' || caller.kind === 'session';
  const isFromService = NOT_CHAINED_KEYS.some((key) => Array.isArray(lookup(key)));
  return action === 'sts:assumerole' && isRole && !isFromService;
}
