import type {
  DecodeAuthorizationMessageCommandInput,
  GetAccessKeyInfoCommandInput,
} from '@aws-sdk/client-sts';
import { authorize } from '../authorize/authorize';
import { decodeMessage } from '../authorize/encoded-message';
import type { Call, Given, Operations } from '../operation';
import { AwsError, validationError } from '../wire/aws-error';
import { assumeRole } from './assume-role';
import { getFederationToken, getSessionToken } from './user-tokens';

/** Needs no permission: a denied caller may still learn who it is. */
const getCallerIdentity = ({ caller, account }: Call) => ({
  UserId: caller.userId,
  Account: account.id,
  Arn: caller.arn,
});

function getAccessKeyInfo(call: Call, input: Given<GetAccessKeyInfoCommandInput>) {
  authorize(call, { action: 'sts:GetAccessKeyInfo', resource: '*' });
  const key = call.world.keys.get(input.AccessKeyId);
  if (!key) throw validationError('Invalid AccessKeyId');
  return { Account: key.accountId };
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
function decodeAuthorizationMessage(
  call: Call,
  { EncodedMessage }: Given<DecodeAuthorizationMessageCommandInput>,
) {
  authorize(call, { action: 'sts:DecodeAuthorizationMessage', resource: '*' });
  const message = decodeMessage(call, EncodedMessage);
  if (message !== null) return { DecodedMessage: message };
  throw new AwsError('InvalidAuthorizationMessageException', 'Message is not valid');
}

export const stsOperations = {
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
  GetSessionToken: getSessionToken,
  GetFederationToken: getFederationToken,
  GetAccessKeyInfo: getAccessKeyInfo,
  DecodeAuthorizationMessage: decodeAuthorizationMessage,
} satisfies Operations;
