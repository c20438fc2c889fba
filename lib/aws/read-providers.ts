import {
  GetOpenIDConnectProviderCommand,
  type IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import type { Result } from '@/lib/core/result';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsFailure } from '@/lib/ports';
import { attempt } from './map-error';
import type { Pacer } from './pace';

type OidcProviders = NonNullable<CollectedAccount['OpenIDConnectProviders']>;
type SamlProviders = NonNullable<CollectedAccount['SAMLProviders']>;

/** Sign-in providers of the account, with the audiences that each takes. */
export async function readOidcProviders(
  iam: IAMClient,
  pace: Pacer,
): Promise<Result<OidcProviders, AwsFailure>> {
  const listed = await attempt('iam:ListOpenIDConnectProviders', async () => {
    await pace();
    const answer = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    return (answer.OpenIDConnectProviderList ?? []).map(({ Arn = '' }) => Arn);
  });
  if (!listed.ok) return listed;
  return attempt('iam:GetOpenIDConnectProvider', async () => {
    const providers: OidcProviders = [];
    for (const Arn of listed.value) {
      await pace();
      const { Url = '', ClientIDList = [] } = await iam.send(
        new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }),
      );
      providers.push({ Arn, Url, ClientIDList });
    }
    return providers;
  });
}

export function readSamlProviders(
  iam: IAMClient,
  pace: Pacer,
): Promise<Result<SamlProviders, AwsFailure>> {
  return attempt('iam:ListSAMLProviders', async () => {
    await pace();
    const { SAMLProviderList = [] } = await iam.send(new ListSAMLProvidersCommand({}));
    return SAMLProviderList.map(({ Arn = '' }) => ({ Arn }));
  });
}
