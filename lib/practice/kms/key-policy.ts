import type {
  GetKeyPolicyCommandInput,
  ListKeyPoliciesCommandInput,
  PutKeyPolicyCommandInput,
} from '@aws-sdk/client-kms';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { judge } from '../authorize/authorize';
import { checkRest, parseStatements } from '../iam/policy-document';
import { unknownPrincipal } from '../iam/trust-document';
import { type Call, changed, type Given, type Operations } from '../operation';
import { AwsError } from '../wire/aws-error';
import type { StoredKey } from '../world/kms-types';
import { allowOwnKey } from './allow-key';
import { kmsLimitExceeded, kmsMalformedPolicy, notFound } from './errors';
import { withKeyPolicy } from './key-facts';
import { keyContext } from './key-request';

const POLICY_NAME = 'default';
const MAX_BYTES = NUMBER_RULES.KeyPolicyLength.max;

function checkDocument(call: Call, text: string): void {
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw kmsLimitExceeded(`A key policy can have at most ${MAX_BYTES} bytes.`);
  try {
    const statements = parseStatements(text);
    checkRest(text, 'key');
    if (statements.some((statement) => unknownPrincipal(call.world, statement) !== null))
      throw kmsMalformedPolicy(
        'Policy contains a statement with one or more invalid principals.',
      );
  } catch (error) {
    throw error instanceof AwsError ? kmsMalformedPolicy(error.message) : error;
  }
}

function checkLockout(call: Call, key: StoredKey, policy: string): void {
  const { account } = call;
  const action = 'kms:PutKeyPolicy';
  const at = { arn: key.arn, accountId: account.id };
  const found = { ...at, owner: account, key, alias: null, isNew: false };
  const answer = judge(
    call,
    {
      action,
      resource: at.arn,
      accountId: at.accountId,
      context: keyContext(call, found, { action }),
    },
    withKeyPolicy(call, account.id, key, policy),
  );
  if (answer.decision !== 'allow')
    throw kmsMalformedPolicy(
      'The new key policy will not allow you to update the key policy in the future.',
    );
}

/**
 * Refuses a policy that AWS would not save on a key of the caller's, or that would lock the
 * caller out.
 *
 * @param isBypassing leave the second out, as `BypassPolicyLockoutSafetyCheck` asks
 */
export function checkKeyPolicy(
  call: Call,
  key: StoredKey,
  policy: string,
  isBypassing: boolean,
): void {
  checkDocument(call, policy);
  if (!isBypassing) checkLockout(call, key, policy);
}

/** A key has one policy, and its name is `default`. */
function checkName(name: string | undefined): void {
  if (name !== undefined && name !== POLICY_NAME) throw notFound('No such policy exists');
}

function putKeyPolicy(call: Call, input: Given<PutKeyPolicyCommandInput>) {
  const isBypassing = input.BypassPolicyLockoutSafetyCheck === true;
  const { key } = allowOwnKey(call, input.KeyId, {
    action: 'kms:PutKeyPolicy',
    context: { 'kms:BypassPolicyLockoutSafetyCheck': String(isBypassing) },
  });
  checkName(input.PolicyName);
  checkKeyPolicy(call, key, input.Policy, isBypassing);
  key.policy = input.Policy;
  changed(call);
  return {};
}

function getKeyPolicy(call: Call, input: Given<GetKeyPolicyCommandInput>) {
  const { key } = allowOwnKey(call, input.KeyId, { action: 'kms:GetKeyPolicy' });
  checkName(input.PolicyName);
  return { Policy: key.policy, PolicyName: POLICY_NAME };
}

function listKeyPolicies(call: Call, { KeyId }: Given<ListKeyPoliciesCommandInput>) {
  allowOwnKey(call, KeyId, { action: 'kms:ListKeyPolicies' });
  return { PolicyNames: [POLICY_NAME], Truncated: false };
}

export const keyPolicyOperations = {
  PutKeyPolicy: putKeyPolicy,
  GetKeyPolicy: getKeyPolicy,
  ListKeyPolicies: listKeyPolicies,
} satisfies Operations;
