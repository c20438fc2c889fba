import type {
  AddClientIDToOpenIDConnectProviderCommandInput,
  CreateOpenIDConnectProviderCommandInput,
  DeleteOpenIDConnectProviderCommandInput,
  GetOpenIDConnectProviderCommandInput,
  RemoveClientIDFromOpenIDConnectProviderCommandInput,
  UpdateOpenIDConnectProviderThumbprintCommandInput,
} from '@aws-sdk/client-iam';
import { isAccepted } from '@/lib/iam/validate/field-rule';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import {
  alreadyExists,
  invalidInput,
  limitExceeded,
  noSuchEntity,
  validationError,
} from '../wire/aws-error';
import type { AccountState, OidcProvider } from '../world/types';
import { allowCreation } from './allow-creation';
import { iamArn } from './arns';
import { CLIENT_IDS_QUOTA, OIDC_PROVIDERS_QUOTA } from './quotas';
import { tagsOf, tagsOut } from './tags';

export function oidcProviderAt(account: AccountState, arn: string): OidcProvider {
  const provider = account.oidcProviders.find((one) => one.arn === arn);
  if (!provider) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return provider;
}

function checkClientIds(clientIds: string[]): string[] {
  if (clientIds.length > CLIENT_IDS_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${CLIENT_IDS_QUOTA}`,
    );
  return clientIds;
}

function checkThumbprints(thumbprints: string[]): string[] {
  const { max } = NUMBER_RULES.ThumbprintsPerOidcProvider;
  if (thumbprints.length > max)
    throw invalidInput(`Thumbprint list must contain fewer than ${max} entries.`);
  if (!thumbprints.every((thumbprint) => isAccepted(TEXT_RULES.Thumbprint, thumbprint)))
    throw invalidInput(
      'Thumbprints must be 40 hexadecimal digits: the SHA-1 of a certificate.',
    );
  return thumbprints;
}

function createProvider(
  call: Call,
  input: Given<CreateOpenIDConnectProviderCommandInput>,
) {
  const { account } = call;
  const url = TEXT_RULES.ProviderUrl.pattern.exec(input.Url)?.[1];
  if (url === undefined) throw validationError('Invalid Open ID Connect Provider URL');
  const arn = iamArn(account, 'oidc-provider', '/', url);
  const tags = tagsOf(input.Tags, 'OpenIdConnectProvider');
  allowCreation(call, {
    action: 'iam:CreateOpenIDConnectProvider',
    tagAction: 'iam:TagOpenIDConnectProvider',
    resource: arn,
    tags,
  });
  if (account.oidcProviders.some((provider) => provider.arn === arn))
    throw alreadyExists(`Provider with url ${input.Url} already exists.`);
  if (account.oidcProviders.length >= OIDC_PROVIDERS_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for OpenIdConnectProvidersPerAccount: ${OIDC_PROVIDERS_QUOTA}`,
    );
  account.oidcProviders.push({
    arn,
    url,
    clientIds: checkClientIds([...new Set(input.ClientIDList)]),
    thumbprints: checkThumbprints(input.ThumbprintList ?? []),
    createdAt: worldTime(call),
    tags,
  });
  changed(call);
  return { OpenIDConnectProviderArn: arn, ...tagsOut(tags) };
}

function allowedProvider(call: Call, operation: string, arn: string): OidcProvider {
  authorize(call, { action: `iam:${operation}`, resource: arn });
  return oidcProviderAt(call.account, arn);
}

function getProvider(call: Call, input: Given<GetOpenIDConnectProviderCommandInput>) {
  const arn = input.OpenIDConnectProviderArn;
  const provider = allowedProvider(call, 'GetOpenIDConnectProvider', arn);
  return {
    Url: provider.url,
    ClientIDList: provider.clientIds,
    ThumbprintList: provider.thumbprints,
    CreateDate: new Date(provider.createdAt),
    ...tagsOut(provider.tags),
  };
}

function listProviders(call: Call) {
  authorize(call, {
    action: 'iam:ListOpenIDConnectProviders',
    resource: iamArn(call.account, 'oidc-provider', '/', '*'),
  });
  const { oidcProviders } = call.account;
  return { OpenIDConnectProviderList: oidcProviders.map(({ arn }) => ({ Arn: arn })) };
}

/** AWS says nothing when the provider is gone already. */
function deleteProvider(
  call: Call,
  input: Given<DeleteOpenIDConnectProviderCommandInput>,
) {
  const { account } = call;
  const resource = input.OpenIDConnectProviderArn;
  authorize(call, { action: 'iam:DeleteOpenIDConnectProvider', resource });
  account.oidcProviders = account.oidcProviders.filter(({ arn }) => arn !== resource);
  changed(call);
  return {};
}

function addClientId(
  call: Call,
  input: Given<AddClientIDToOpenIDConnectProviderCommandInput>,
) {
  const arn = input.OpenIDConnectProviderArn;
  const provider = allowedProvider(call, 'AddClientIDToOpenIDConnectProvider', arn);
  const clientIds = new Set([...provider.clientIds, input.ClientID]);
  provider.clientIds = checkClientIds([...clientIds]);
  changed(call);
  return {};
}

function removeClientId(
  call: Call,
  input: Given<RemoveClientIDFromOpenIDConnectProviderCommandInput>,
) {
  const arn = input.OpenIDConnectProviderArn;
  const provider = allowedProvider(call, 'RemoveClientIDFromOpenIDConnectProvider', arn);
  provider.clientIds = provider.clientIds.filter((id) => id !== input.ClientID);
  changed(call);
  return {};
}

function updateThumbprints(
  call: Call,
  input: Given<UpdateOpenIDConnectProviderThumbprintCommandInput>,
) {
  const arn = input.OpenIDConnectProviderArn;
  const provider = allowedProvider(call, 'UpdateOpenIDConnectProviderThumbprint', arn);
  provider.thumbprints = checkThumbprints(input.ThumbprintList);
  changed(call);
  return {};
}

export const oidcProviderOperations = {
  CreateOpenIDConnectProvider: createProvider,
  GetOpenIDConnectProvider: getProvider,
  ListOpenIDConnectProviders: listProviders,
  DeleteOpenIDConnectProvider: deleteProvider,
  AddClientIDToOpenIDConnectProvider: addClientId,
  RemoveClientIDFromOpenIDConnectProvider: removeClientId,
  UpdateOpenIDConnectProviderThumbprint: updateThumbprints,
} satisfies Operations;
