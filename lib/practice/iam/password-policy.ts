import type { UpdateAccountPasswordPolicyCommandInput } from '@aws-sdk/client-iam';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { authorize } from '../authorize/authorize';
import { type Call, type Given, noted, type Operations } from '../operation';
import { noSuchEntity } from '../wire/aws-error';
import type { PasswordPolicy } from '../world/types';

const passwordPolicyOut = (policy: PasswordPolicy) => ({
  MinimumPasswordLength: policy.minimumLength,
  RequireSymbols: policy.needsSymbols,
  RequireNumbers: policy.needsNumbers,
  RequireUppercaseCharacters: policy.needsUppercase,
  RequireLowercaseCharacters: policy.needsLowercase,
  AllowUsersToChangePassword: policy.isChangeAllowed,
  ExpirePasswords: policy.maxAgeDays !== null,
  MaxPasswordAge: policy.maxAgeDays ?? undefined,
  PasswordReusePrevention: policy.remembered ?? undefined,
  HardExpiry: policy.isExpiryHard,
});

function getPolicy(call: Call) {
  authorize(call, { action: 'iam:GetAccountPasswordPolicy', resource: '*' });
  const { id, passwordPolicy } = call.account;
  if (!passwordPolicy)
    throw noSuchEntity(`The Password Policy with domain name ${id} cannot be found.`);
  return { PasswordPolicy: passwordPolicyOut(passwordPolicy) };
}

/** What a call does not mention goes back to its default, as at AWS. */
function updatePolicy(call: Call, input: Given<UpdateAccountPasswordPolicyCommandInput>) {
  authorize(call, { action: 'iam:UpdateAccountPasswordPolicy', resource: '*' });
  call.account.passwordPolicy = {
    minimumLength: input.MinimumPasswordLength ?? NUMBER_RULES.MinimumPasswordLength.min,
    needsSymbols: input.RequireSymbols ?? false,
    needsNumbers: input.RequireNumbers ?? false,
    needsUppercase: input.RequireUppercaseCharacters ?? false,
    needsLowercase: input.RequireLowercaseCharacters ?? false,
    isChangeAllowed: input.AllowUsersToChangePassword ?? false,
    isExpiryHard: input.HardExpiry ?? false,
    maxAgeDays: input.MaxPasswordAge ?? null,
    remembered: input.PasswordReusePrevention ?? null,
  };
  noted(call);
  return {};
}

function deletePolicy(call: Call) {
  authorize(call, { action: 'iam:DeleteAccountPasswordPolicy', resource: '*' });
  if (!call.account.passwordPolicy)
    throw noSuchEntity('The account policy with name PasswordPolicy cannot be found.');
  call.account.passwordPolicy = null;
  noted(call);
  return {};
}

export const passwordPolicyOperations = {
  GetAccountPasswordPolicy: getPolicy,
  UpdateAccountPasswordPolicy: updatePolicy,
  DeleteAccountPasswordPolicy: deletePolicy,
} satisfies Operations;
