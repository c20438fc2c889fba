import type {
  GetContextKeysForCustomPolicyCommandInput,
  GetContextKeysForPrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { neededKeys } from './needed-keys';
import { policiesOf } from './policies-of';
import { inputSources, policySource } from './simulation';

const keysOf = (documents: string[]) => ({
  ContextKeyNames: neededKeys(
    documents.flatMap((document) => rememberPolicy(document, 'identity').statements),
  ),
});

const documentsOf = (list: string[] | undefined): string[] =>
  inputSources('PolicyInputList', list).map(({ document }) => document);

function ofCustom(call: Call, input: Given<GetContextKeysForCustomPolicyCommandInput>) {
  authorize(call, { action: 'iam:GetContextKeysForCustomPolicy', resource: '*' });
  return keysOf(documentsOf(input.PolicyInputList));
}

function ofPrincipal(
  call: Call,
  input: Given<GetContextKeysForPrincipalPolicyCommandInput>,
) {
  const { account } = call;
  authorize(call, {
    action: 'iam:GetContextKeysForPrincipalPolicy',
    resource: input.PolicySourceArn,
  });
  const entity = policySource(account, input.PolicySourceArn);
  const held = policiesOf(account, entity).map(({ document }) => document);
  return keysOf([...held, ...documentsOf(input.PolicyInputList)]);
}

export const contextKeyOperations = {
  GetContextKeysForCustomPolicy: ofCustom,
  GetContextKeysForPrincipalPolicy: ofPrincipal,
} satisfies Operations;
