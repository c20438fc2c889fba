import type {
  GetAccessKeyInfoCommandInput,
  GetSessionTokenCommandInput,
} from '@aws-sdk/client-sts';
import { authorize } from '../authorize/authorize';
import { type Call, type Given, noted, type Operations } from '../operation';
import { AwsError, validationError } from '../wire/aws-error';
import { makeKey } from '../world/make-key';
import { assumeRole } from './assume-role';
import { verifyMfa } from './mfa';
import { credentialsOut } from './open-session';

const DEFAULT_TOKEN_SECONDS = 43_200;

/** Needs no permission: a denied caller may still learn who it is. */
const getCallerIdentity = ({ caller, account }: Call) => ({
  UserId: caller.userId,
  Account: account.id,
  Arn: caller.arn,
});

function getSessionToken(call: Call, input: Given<GetSessionTokenCommandInput>) {
  const { caller } = call;
  if (caller.kind !== 'user' || caller.key.token !== null)
    throw new AwsError(
      'AccessDenied',
      'Cannot call GetSessionToken with session credentials',
      403,
    );
  const seconds = input.DurationSeconds ?? DEFAULT_TOKEN_SECONDS;
  const isMfa = verifyMfa(call, input);
  const key = makeKey(call.world, {
    accountId: call.account.id,
    owner: { kind: 'user', userId: caller.user.id },
    createdAt: call.nowMs,
    session: {
      expiresAt: call.nowMs + seconds * 1000,
      mfaAt: isMfa ? call.nowMs : null,
    },
  });
  noted(call);
  return { Credentials: credentialsOut(key) };
}

function getAccessKeyInfo(call: Call, input: Given<GetAccessKeyInfoCommandInput>) {
  authorize(call, { action: 'sts:GetAccessKeyInfo', resource: '*' });
  const key = call.world.keys.get(input.AccessKeyId);
  if (!key) throw validationError('Invalid AccessKeyId');
  return { Account: key.accountId };
}

export const stsOperations = {
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
  GetSessionToken: getSessionToken,
  GetAccessKeyInfo: getAccessKeyInfo,
} satisfies Operations;
