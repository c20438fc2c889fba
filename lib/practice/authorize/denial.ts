import type { Answer } from '@/lib/iam/answer';
import type { Call } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { AccessRequest } from './access-request';

const LAYERS: Record<string, string> = {
  scp: 'service control policy',
  rcp: 'resource control policy',
  trust: 'role trust policy',
  resource: 'resource-based policy',
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
};

const article = (layer: string): string => (/^[aeiou]/.test(layer) ? 'an' : 'a');

/** The part of AWS's sentence that names the policy type; empty when AWS would not say. */
function because(reason: string, action: string): string {
  const [, kind, code = ''] = /^(explicit|implicit)-deny-(\w+)$/.exec(reason) ?? [];
  const layer = LAYERS[code];
  if (!layer) return '';
  return kind === 'explicit'
    ? ` with an explicit deny in ${code === 'trust' ? 'the' : article(layer)} ${layer}`
    : ` because no ${layer} allows the ${action} action`;
}

/** Taking a role may fail for the tags or the source identity it passes on. */
export function deniedAction(
  reason: string,
  action: string,
): { action: string; reason: string } {
  const [, extra, layer] =
    /^(tag-session|source-identity)-denied-(\w+)$/.exec(reason) ?? [];
  if (!extra) return { action, reason };
  return {
    action: extra === 'tag-session' ? 'sts:TagSession' : 'sts:SetSourceIdentity',
    reason: `implicit-deny-${layer}`,
  };
}

/** AWS tells the policy type only inside one account or organisation. */
function isTold(call: Call, accountId: string): boolean {
  if (accountId === call.account.id) return true;
  const targets = call.world.org?.targets;
  return targets?.has(accountId) === true && targets.has(call.account.id);
}

/**
 * AccessDenied as AWS words it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denial(
  call: Call,
  request: AccessRequest,
  answer: Pick<Answer, 'reason'>,
): AwsError {
  if (answer.reason === 'root-user-cannot-assume-role')
    return new AwsError(
      'AccessDenied',
      'Roles may not be assumed by root accounts.',
      403,
    );
  const denied = deniedAction(answer.reason, request.action);
  const why = isTold(call, request.accountId ?? call.account.id)
    ? because(denied.reason, denied.action)
    : '';
  return refusal(call, { ...request, action: denied.action }, why);
}

const resourceWords = ({ action, resource }: AccessRequest): string =>
  `resource: ${action.startsWith('s3:') ? `"${resource}"` : resource}`;

/** AWS's sentence about who may not do what to what, with its reason as it is given. */
export function refusal(
  call: Call,
  request: AccessRequest,
  why: string,
  object: string = resourceWords(request),
): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: ${request.action} on ${object}${why}`,
    403,
  );
}
