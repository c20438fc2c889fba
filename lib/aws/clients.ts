import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { err, ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsCredentials, AwsFailure } from '@/lib/ports';
import type { AwsContext } from './context';
import { isRegionOf } from './regions';

const INTERACTIVE_ATTEMPTS = 3;

/** Where a connection's clients go. `endpoint` null: AWS's own host for the region. */
export type Place = { region: string; endpoint: string | null };

/**
 * The place of a connection: the practice endpoint, the configured one, or AWS. Environment
 * variables never choose it (`AWS_ENDPOINT_URL` could send signed requests anywhere).
 */
export function placeOf(
  context: AwsContext,
  connection: AwsConnection,
): Result<Place, AwsFailure> {
  const { partition, region } = connection;
  if (!isRegionOf(partition, region)) {
    const message = `${region} is not a region of ${partition} that this console knows.`;
    return err({ kind: 'not_configured', message });
  }
  if (connection.kind !== 'practice')
    return ok({ region, endpoint: context.awsEndpoint });
  if (context.practice) return ok({ region, endpoint: context.practice.url });
  return err({
    kind: 'not_configured',
    message: 'Practice accounts are turned off on this server.',
  });
}

/** The settings that every client shares. */
export function clientSettings(context: AwsContext, place: Place) {
  return {
    region: place.region,
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    maxAttempts: INTERACTIVE_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: context.requestHandler,
    ...(place.endpoint ? { endpoint: place.endpoint } : {}),
  };
}

const sdkCredentials = (credentials: AwsCredentials) => ({
  accessKeyId: credentials.accessKeyId,
  secretAccessKey: credentials.secretAccessKey,
  ...(credentials.sessionToken ? { sessionToken: credentials.sessionToken } : {}),
});

/** A client takes a clock that was wrong once for wrong ever after; each call finds out anew. */
function atRightTime(client: STSClient): STSClient {
  client.config.systemClockOffset = 0;
  return client;
}

/** The one client of these keys there. */
function stsClientAt(
  context: AwsContext,
  place: Place,
  credentials: AwsCredentials,
): STSClient {
  const key = JSON.stringify([place.region, place.endpoint]);
  const kept = context.stsClients.get(credentials);
  if (kept?.place === key) return atRightTime(kept.client);
  const client = new STSClient({
    ...clientSettings(context, place),
    credentials: sdkCredentials(credentials),
  });
  context.stsClients.set(credentials, { place: key, client });
  return client;
}

/** Clients of one place and one identity, made when first asked for. */
export type Clients = {
  iam(): IAMClient;
  sts(): STSClient;
  organizations(): OrganizationsClient;
  cloudTrail(): CloudTrailClient;
  s3(region?: string): S3Client;
  kms(region?: string): KMSClient;
};

export function clientsAt(
  context: AwsContext,
  place: Place,
  credentials: AwsCredentials,
): Clients {
  const settings = {
    ...clientSettings(context, place),
    credentials: sdkCredentials(credentials),
  };
  return {
    iam: () => new IAMClient(settings),
    sts: () => stsClientAt(context, place, credentials),
    cloudTrail: () => new CloudTrailClient(settings),
    organizations: () => new OrganizationsClient(settings),
    kms: (region = place.region) => new KMSClient({ ...settings, region }),
    s3: (region = place.region) =>
      new S3Client({
        ...settings,
        region,
        // A host that is an IP address has no room for a bucket's name.
        forcePathStyle: place.endpoint !== null,
        useArnRegion: false,
        disableS3ExpressSessionAuth: true,
      }),
  };
}
