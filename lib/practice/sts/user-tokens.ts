import type {
  GetFederationTokenCommandInput,
  GetSessionTokenCommandInput,
} from '@aws-sdk/client-sts';
import { authorize } from '../authorize/authorize';
import { type Caller, federatedUserArn } from '../authorize/caller';
import { requestTagContext, tagsOf } from '../iam/tags';
import { type Call, type Given, noted } from '../operation';
import { AwsError } from '../wire/aws-error';
import { makeKey } from '../world/make-key';
import type { FederatedSession } from '../world/session-types';
import { verifyMfa } from './mfa';
import { credentialsOut } from './open-session';
import { packedSize } from './packed-size';
import { sessionPolicies, sessionPolicyArns } from './session-input';

const DEFAULT_TOKEN_SECONDS = 43_200;

type LongTermUser = Extract<Caller, { kind: 'user' }>;

/** Both calls take a user's long-term keys and no others. */
function longTermUser({ caller, operation }: Call): LongTermUser {
  if (caller.kind === 'user' && caller.key.token === null) return caller;
  throw new AwsError(
    'AccessDenied',
    `Cannot call ${operation} with session credentials`,
    403,
  );
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
export function getSessionToken(call: Call, input: Given<GetSessionTokenCommandInput>) {
  const { user } = longTermUser(call);
  const seconds = input.DurationSeconds ?? DEFAULT_TOKEN_SECONDS;
  const isMfa = verifyMfa(call, input);
  const key = makeKey(call.world, {
    accountId: call.account.id,
    owner: { kind: 'user', userId: user.id },
    createdAt: call.nowMs,
    session: {
      expiresAt: call.nowMs + seconds * 1000,
      mfaAt: isMfa ? call.nowMs : null,
    },
  });
  noted(call);
  return { Credentials: credentialsOut(key) };
}

type FederationInput = Given<GetFederationTokenCommandInput>;

function allowFederation(call: Call, arn: string, { Tags }: FederationInput) {
  const tags = tagsOf(Tags, 'Session');
  const context = requestTagContext(tags);
  authorize(call, { action: 'sts:GetFederationToken', resource: arn, context });
  if (tags.length > 0)
    authorize(call, { action: 'sts:TagSession', resource: arn, context });
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/**
 * A session of the user under another name, with what both the user's policies and the
 * session's allow: nothing, when no session policy is passed.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
export function getFederationToken(call: Call, input: FederationInput) {
  const { user } = longTermUser(call);
  const { account } = call;
  const arn = federatedUserArn(account, input.Name);
  const session: FederatedSession = {
    name: input.Name,
    policies: sessionPolicies(input.Policy),
    tags: allowFederation(call, arn, input),
    policyArns: sessionPolicyArns(account, input.PolicyArns),
  };
  const size = packedSize(session);
  const seconds = input.DurationSeconds ?? DEFAULT_TOKEN_SECONDS;
  const key = makeKey(call.world, {
    accountId: account.id,
    owner: { kind: 'federated-user', userId: user.id, session },
    createdAt: call.nowMs,
    session: { expiresAt: call.nowMs + seconds * 1000, mfaAt: null },
  });
  noted(call);
  return {
    Credentials: credentialsOut(key),
    FederatedUser: { FederatedUserId: `${account.id}:${input.Name}`, Arn: arn },
    PackedPolicySize: size,
  };
}
