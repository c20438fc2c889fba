import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Result } from '@/lib/core/result';
import type { AwsCredentials, AwsFailure } from '@/lib/ports';
import { clientSettings, type Place } from './clients';
import type { AwsContext } from './context';
import { attempt } from './map-error';

/**
 * The clients inside a provider (STS for `role_arn`, SSO) get our endpoint as well. The region
 * is only their default: an SSO profile has its own.
 */
function innerClients(context: AwsContext, place: Place) {
  const { region, ...clientConfig } = clientSettings(context, place);
  return { clientConfig, parentClientConfig: { region } };
}

/** Credentials of a profile of the server's AWS configuration, SSO included. */
export function profileCredentials(
  context: AwsContext,
  place: Place,
  profile: string,
): Promise<Result<AwsCredentials, AwsFailure>> {
  return attempt('profile', async () => {
    const provide = fromIni({
      ...innerClients(context, place),
      profile,
      ignoreCache: true,
    });
    return ours(await provide());
  });
}

/** Credentials of the server itself: environment, container, instance. */
export function ambientCredentials(
  context: AwsContext,
  place: Place,
): Promise<Result<AwsCredentials, AwsFailure>> {
  return attempt('ambient credentials', async () => {
    const provide = fromNodeProviderChain({
      ...innerClients(context, place),
      ignoreCache: true,
    });
    return ours(await provide());
  });
}

type Provided = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
};

const ours = (provided: Provided): AwsCredentials => ({
  accessKeyId: provided.accessKeyId,
  secretAccessKey: provided.secretAccessKey,
  sessionToken: provided.sessionToken ?? null,
  expiresAt: provided.expiration ?? null,
});
