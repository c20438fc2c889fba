import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import { authorize } from '../authorize/authorize';
import { sessionArn } from '../authorize/caller';
import { markUsed } from '../iam/roles';
import type { Call } from '../operation';
import { AwsError, validationError } from '../wire/aws-error';
import { roleAtArn } from '../world/at-arn';
import { makeKey } from '../world/make-key';
import type { AccountState, KeyState, RoleSession, StoredRole } from '../world/types';
import { verifyMfa } from './mfa';
import {
  type AssumeInput,
  checkDuration,
  sessionPolicies,
  sessionPolicyArns,
  sessionTags,
  sourceIdentity,
} from './session-input';

export const credentialsOut = (key: KeyState) => ({
  AccessKeyId: key.id,
  SecretAccessKey: key.secret,
  SessionToken: key.token ?? undefined,
  Expiration: new Date(key.expiresAt ?? 0),
});

function roleAt(call: Call, arn: string): { account: AccountState; role: StoredRole } {
  const account = call.world.accounts.get(parseArn(arn)?.accountId ?? '');
  const role = account && roleAtArn(account, arn);
  if (account && role) return { account, role };
  throw new AwsError(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    403,
  );
}

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

function checkArn(arn: string): void {
  const parts = parseArn(arn);
  const isRole =
    parts?.service === 'iam' &&
    /^\d{12}$/.test(parts.accountId) &&
    /^role\/.+/.test(parts.resource);
  if (!isRole) throw validationError(`${arn} is invalid`);
}

/** Percentage of the packed size limit that policies and tags use. */
const packedSize = (session: RoleSession): number | undefined => {
  const size = JSON.stringify([
    session.policies,
    session.policyArns,
    session.tags,
  ]).length;
  const isEmpty = size === '[[],[],{}]'.length;
  return isEmpty ? undefined : Math.min(100, Math.ceil(size / 41));
};

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(call: Call, input: AssumeInput) {
  checkArn(input.RoleArn);
  const seconds = input.DurationSeconds ?? DEFAULT_SESSION_SECONDS;
  const tags = sessionTags(call, input.Tags);
  const identity = sourceIdentity(call, input.SourceIdentity);
  const policies = sessionPolicies(input.Policy);
  allow(call, input, tags.given);
  const { account, role } = roleAt(call, input.RoleArn);
  checkDuration(call, role, seconds);
  const session: RoleSession = {
    roleId: role.id,
    sessionName: input.RoleSessionName,
    policies,
    policyArns: sessionPolicyArns(account, input.PolicyArns),
    tags: tags.all,
    transitiveTagKeys: [
      ...(call.caller.kind === 'role' ? call.caller.session.transitiveTagKeys : []),
      ...(input.TransitiveTagKeys ?? []),
    ],
    sourceIdentity: identity,
    isChained: call.caller.kind === 'role',
  };
  const key = makeKey(call.world, {
    accountId: account.id,
    owner: { kind: 'role', session },
    createdAt: call.nowMs,
    session: { expiresAt: call.nowMs + seconds * 1000, mfaAt: null },
  });
  markUsed(call, role);
  return {
    Credentials: credentialsOut(key),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${session.sessionName}`,
      Arn: sessionArn(account, role.name, session.sessionName),
    },
    SourceIdentity: identity ?? undefined,
    PackedPolicySize: packedSize(session),
  };
}
