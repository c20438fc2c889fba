import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { authorize } from '../authorize/authorize';
import { refusal } from '../authorize/denial';
import type { Call } from '../operation';
import type { AwsError } from '../wire/aws-error';
import type { RoleSession } from '../world/session-types';
import { verifyMfa } from './mfa';
import { checkRoleArn, findRole, openSession } from './open-session';
import {
  type AssumeInput,
  checkDuration,
  sessionPolicies,
  sessionPolicyArns,
  sessionTags,
  sourceIdentity,
  transitiveTagKeys,
} from './session-input';

const noSuchRole = (call: Call, arn: string): AwsError =>
  refusal(call, { action: 'sts:AssumeRole', resource: arn }, '');

function allow(call: Call, input: AssumeInput, tags: Record<string, string>): void {
  const isMfa = verifyMfa(call, input);
  authorize(call, {
    action: 'sts:AssumeRole',
    resource: input.RoleArn,
    accountId: parseArn(input.RoleArn)?.accountId ?? '',
    params: {
      RoleSessionName: input.RoleSessionName,
      ...(input.ExternalId !== undefined && { ExternalId: input.ExternalId }),
      ...(input.SourceIdentity !== undefined && { SourceIdentity: input.SourceIdentity }),
      ...(Object.keys(tags).length > 0 && { Tags: tags }),
      ...(input.TransitiveTagKeys && { TransitiveTagKeys: input.TransitiveTagKeys }),
    },
    context: isMfa
      ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' }
      : {},
  });
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(call: Call, input: AssumeInput) {
  checkRoleArn(input.RoleArn);
  const seconds = input.DurationSeconds ?? DEFAULT_SESSION_SECONDS;
  const tags = sessionTags(call, input.Tags);
  const transitive = transitiveTagKeys(call, input.TransitiveTagKeys, tags.all);
  const identity = sourceIdentity(call, input.SourceIdentity);
  const policies = sessionPolicies(input.Policy);
  allow(call, input, tags.given);
  const found = findRole(call, input.RoleArn);
  if (!found) throw noSuchRole(call, input.RoleArn);
  const { account, role } = found;
  checkDuration(call, role, seconds);
  const session: RoleSession = {
    roleId: role.id,
    sessionName: input.RoleSessionName,
    policies,
    policyArns: sessionPolicyArns(account, input.PolicyArns),
    tags: tags.all,
    transitiveTagKeys: transitive,
    sourceIdentity: identity,
    isChained: call.caller.kind === 'role',
  };
  return openSession(call, account, role, { session, seconds });
}
