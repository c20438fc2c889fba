import type { GetOpenIDConnectProviderCommandInput } from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import type { Call, Given, Operations } from '../operation';
import { noSuchEntity } from '../wire/aws-error';

function listOidc(call: Call) {
  authorize(call, { action: 'iam:ListOpenIDConnectProviders', resource: '*' });
  return {
    OpenIDConnectProviderList: call.account.oidcProviders.map(({ arn }) => ({
      Arn: arn,
    })),
  };
}

function getOidc(call: Call, input: Given<GetOpenIDConnectProviderCommandInput>) {
  const arn = input.OpenIDConnectProviderArn;
  authorize(call, { action: 'iam:GetOpenIDConnectProvider', resource: arn });
  const provider = call.account.oidcProviders.find((one) => one.arn === arn);
  if (!provider) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return { Url: provider.url, ClientIDList: provider.clientIds, ThumbprintList: [] };
}

function listSaml(call: Call) {
  authorize(call, { action: 'iam:ListSAMLProviders', resource: '*' });
  return {
    SAMLProviderList: call.account.samlProviders.map(({ arn }) => ({ Arn: arn })),
  };
}

export const providerOperations = {
  ListOpenIDConnectProviders: listOidc,
  GetOpenIDConnectProvider: getOidc,
  ListSAMLProviders: listSaml,
} satisfies Operations;
