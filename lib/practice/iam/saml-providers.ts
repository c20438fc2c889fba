import type {
  CreateSAMLProviderCommandInput,
  DeleteSAMLProviderCommandInput,
  GetSAMLProviderCommandInput,
  UpdateSAMLProviderCommandInput,
} from '@aws-sdk/client-iam';
import { authorize } from '../authorize/authorize';
import { type Call, changed, type Given, type Operations, worldTime } from '../operation';
import { alreadyExists, limitExceeded, noSuchEntity } from '../wire/aws-error';
import type { AccountState, SamlProvider } from '../world/types';
import { allowCreation } from './allow-creation';
import { iamArn } from './arns';
import { SAML_PROVIDERS_QUOTA } from './quotas';
import { readSamlMetadata } from './saml-metadata';
import { tagsOf, tagsOut } from './tags';

const YEARS_VALID = 100;

export function samlProviderAt(account: AccountState, arn: string): SamlProvider {
  const provider = account.samlProviders.find((one) => one.arn === arn);
  if (!provider) throw noSuchEntity(`SAMLProvider ${arn} cannot be found.`);
  return provider;
}

/** Metadata that names no end is good for a century; so is that of a collected provider, unread. */
function datesOf({ metadata, createdAt }: SamlProvider) {
  const stated = metadata === '' ? null : readSamlMetadata(metadata).validUntil;
  const end = new Date(createdAt);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS_VALID);
  return {
    CreateDate: new Date(createdAt),
    ValidUntil: stated ?? end,
  };
}

function createProvider(call: Call, input: Given<CreateSAMLProviderCommandInput>) {
  const { account } = call;
  const arn = iamArn(account, 'saml-provider', '/', input.Name);
  const tags = tagsOf(input.Tags, 'SAMLProvider');
  allowCreation(call, {
    action: 'iam:CreateSAMLProvider',
    tagAction: 'iam:TagSAMLProvider',
    resource: arn,
    tags,
  });
  readSamlMetadata(input.SAMLMetadataDocument);
  if (account.samlProviders.some((provider) => provider.arn === arn))
    throw alreadyExists(`SAMLProvider with name ${input.Name} already exists.`);
  if (account.samlProviders.length >= SAML_PROVIDERS_QUOTA)
    throw limitExceeded(
      `Cannot exceed quota for SAMLProvidersPerAccount: ${SAML_PROVIDERS_QUOTA}`,
    );
  account.samlProviders.push({
    arn,
    metadata: input.SAMLMetadataDocument,
    createdAt: worldTime(call),
    tags,
  });
  changed(call);
  return { SAMLProviderArn: arn, ...tagsOut(tags) };
}

function allowedProvider(call: Call, operation: string, arn: string): SamlProvider {
  authorize(call, { action: `iam:${operation}`, resource: arn });
  return samlProviderAt(call.account, arn);
}

function getProvider(call: Call, input: Given<GetSAMLProviderCommandInput>) {
  const provider = allowedProvider(call, 'GetSAMLProvider', input.SAMLProviderArn);
  return {
    SAMLMetadataDocument: provider.metadata,
    ...datesOf(provider),
    ...tagsOut(provider.tags),
  };
}

function listProviders(call: Call) {
  authorize(call, {
    action: 'iam:ListSAMLProviders',
    resource: iamArn(call.account, 'saml-provider', '/', '*'),
  });
  const { samlProviders } = call.account;
  return {
    SAMLProviderList: samlProviders.map((provider) => ({
      Arn: provider.arn,
      ...datesOf(provider),
    })),
  };
}

function updateProvider(call: Call, input: Given<UpdateSAMLProviderCommandInput>) {
  const arn = input.SAMLProviderArn;
  const provider = allowedProvider(call, 'UpdateSAMLProvider', arn);
  if (input.SAMLMetadataDocument !== undefined) {
    readSamlMetadata(input.SAMLMetadataDocument);
    provider.metadata = input.SAMLMetadataDocument;
  }
  changed(call);
  return { SAMLProviderArn: arn };
}

function deleteProvider(call: Call, input: Given<DeleteSAMLProviderCommandInput>) {
  const { account } = call;
  const provider = allowedProvider(call, 'DeleteSAMLProvider', input.SAMLProviderArn);
  account.samlProviders = account.samlProviders.filter((one) => one !== provider);
  changed(call);
  return {};
}

export const samlProviderOperations = {
  CreateSAMLProvider: createProvider,
  GetSAMLProvider: getProvider,
  ListSAMLProviders: listProviders,
  UpdateSAMLProvider: updateProvider,
  DeleteSAMLProvider: deleteProvider,
} satisfies Operations;
